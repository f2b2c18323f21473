import { headroomMetrics } from './headroom-metrics.js';
import { NOTHING, pool, SALE } from './spec-support/sale.js';

describe('a plan for Prometheus', () => {
  const lines = headroomMetrics('autumn', SALE).split('\n');

  it('has a sample for each pool, under one help and one type', () => {
    expect(lines).toContain(
      'portplan_headroom_factor{scenario="autumn",resource="egress:snat-ports:payments",node="egress",kind="snat-ports",destination="payments"} 0.163',
    );
    expect(lines.filter((line) => line === '# TYPE portplan_headroom_factor gauge')).toHaveLength(1);
    expect(lines).toContain(
      `portplan_exhaustion_timestamp_seconds{scenario="autumn",resource="egress:snat-ports:payments",node="egress",kind="snat-ports",destination="payments"} ${String(Date.parse('2026-12-12T09:00:25Z') / 1000)}`,
    );
  });

  it('has lines that Prometheus reads, all of them', () => {
    const SAMPLE = /^[a-z_]+\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\} -?[0-9.e+-]+$/;
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^# (HELP|TYPE) /.test(line) ? /gauge$|\.$/ : SAMPLE);
    expect(lines.at(-1)).toBe('');
  });

  it('has no sample where there is nothing to say', () => {
    const quiet = pool('a:b:c', { headroom: { ports: 1, share: 1, factor: null } });
    const text = headroomMetrics('x', { ...NOTHING, resources: [quiet] });
    expect(text).not.toContain('portplan_headroom_factor');
    expect(text).not.toContain('exhaustion');
  });

  it('escapes what stands in names', () => {
    expect(headroomMetrics('a"b\\c\nd', NOTHING)).toContain('scenario="a\\"b\\\\c\\nd"');
  });
});
