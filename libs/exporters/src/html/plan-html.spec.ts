import type { HeadroomPoint, PoolSeries } from '@portplan/engine';
import { EXHAUSTED_POOL, SALE } from '../spec-support/sale.js';
import { planHtml, type PlanPage } from './plan-html.js';

function point(at: string, utilization: number): HeadroomPoint {
  return { at, utilization, offeredLoad: utilization * 55_000, required: 1, headroomFactor: 1 };
}

const CURVE: PoolSeries = {
  id: EXHAUSTED_POOL.id,
  node: 'egress',
  kind: 'snat-ports',
  destination: 'payments',
  capacity: 55_000,
  points: [
    point('2026-12-01T00:00:00Z', 0.02),
    point('2026-12-12T09:15:00Z', 4.898),
    point('2026-12-31T00:00:00Z', 0.03),
  ],
};

const PAGE: PlanPage = {
  topology: 'ticket-sale',
  forecast: 'autumn',
  start: '2026-12-01T00:00:00Z',
  planningQuantile: 0.95,
  targetUtilization: 0.8,
  result: SALE,
  series: [CURVE],
  closeUps: [],
};

describe('a plan as a page', () => {
  const html = planHtml(PAGE);

  it('begins with the answer', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('<title>ticket-sale: port headroom, exhausted</title>');
    expect(html).toMatch(/<section class="answer exhausted">.*egress:snat-ports:payments binds/s);
  });

  it('needs nothing from anywhere', () => {
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=/);
    expect(html).toContain(`default-src 'none'`);
  });

  it('leaves room for the labels of a pool that is far too small', () => {
    const points = [point('2026-12-01T00:00:00Z', 188), point('2026-12-02T00:00:00Z', 188)];
    const far = planHtml({ ...PAGE, series: [{ ...CURVE, points }] });
    const [, end] = /<text class="axis end" x="([\d.]+)"[^>]*>25,000 %</.exec(far) ?? [];
    expect(Number(end)).toBeGreaterThan('25,000 %'.length * 6);
  });

  it('draws the curve with its target, all of the pool, and where it runs out', () => {
    expect(html).toMatch(/<polyline class="line" points="52\.0,[\d.]+ [\d.]+,[\d.]+ 712\.0,[\d.]+"\/>/);
    expect(html).toContain('target 80.0 %');
    expect(html).toContain('>full<');
    expect(html).toContain('runs out 2026-12-12 09:00:25 UTC');
    expect(html).toContain('highest at 2026-12-12 09:15 UTC: 489.8 %');
  });

  it('draws a higher load higher, and all within the picture', () => {
    const [, points = ''] = /<polyline class="line" points="([^"]+)"/.exec(html) ?? [];
    const [low, high, end] = points.split(' ').map((place) => Number(place.split(',')[1]));
    expect(high).toBeLessThan(low ?? 0);
    expect(end).toBeLessThan(low ?? 0);
    for (const y of [low, high, end]) expect(y).toBeGreaterThanOrEqual(14);
  });

  it('leaves out a close-up where the forecast hides nothing, and draws it where it does', () => {
    expect(html).not.toContain('around its peak');
    expect(planHtml({ ...PAGE, closeUps: [CURVE] })).toContain('around its peak');
  });

  it('shows what a document says as text, never as markup', () => {
    const hostile = planHtml({ ...PAGE, topology: `</title><script>alert("1")</script>&'\u0007` });
    expect(hostile).not.toContain('<script');
    expect(hostile).toContain(
      '&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\ufffd',
    );
  });

  it('says nothing of what is not there', () => {
    for (const title of ['What would help', 'What would not']) expect(html).not.toContain(`<h2>${title}`);
  });
});
