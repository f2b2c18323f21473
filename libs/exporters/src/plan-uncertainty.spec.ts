import type { PlanResult, UncertainResource } from '@portplan/engine';
import { planMarkdown } from './plan-markdown.js';
import { planText } from './plan-text.js';
import { SALE, START } from './spec-support/sale.js';
import { PLAIN_STYLE } from './text-table.js';

const sure: UncertainResource = {
  resource: 'web:ephemeral-ports:cache',
  utilization: { p5: 0.03, p50: 0.03, p95: 0.03 },
  required: { p5: 1, p50: 1, p95: 1 },
  headroomFactor: { p5: null, p50: null, p95: null },
  exhaustionAt: { p5: null, p50: null, p95: null },
  exhaustedShare: 0,
};

const OPEN: PlanResult = {
  ...SALE,
  uncertainty: {
    samples: 128,
    seed: 1,
    quantities: ['/legs/4/responseTimeSeconds'],
    resources: [
      sure,
      {
        ...sure,
        resource: 'app:ephemeral-ports:payments',
        utilization: { p5: 0.598, p50: 0.803, p95: 1.193 },
        exhaustionAt: { p5: '2026-12-12T09:01:05Z', p50: null, p95: null },
        exhaustedShare: 0.203,
      },
    ],
    natGateways: [{ node: 'egress', requiredIps: { p5: 5, p50: 7, p95: null } }],
    leastRegret: {
      recommendation: 'pooling:app-payments',
      title: 'Keep the connections of app-payments alive',
      because: 'it runs out in 0 % of 32 samples',
      samples: 32,
      currency: 'USD',
      options: [],
    },
  },
};

describe('what a plan does not know for certain', () => {
  it('is a table of the pools that it moves, and what would be regretted least', () => {
    expect(planText(OPEN, { start: START, width: 90, style: PLAIN_STYLE })).toContain(`
What is not known for certain
pool                          used p5 / p50 / p95        runs out in  at the earliest, UTC
app:ephemeral-ports:payments  59.8 % / 80.3 % / 119.3 %       20.3 %  2026-12-12 09:01
egress needs 5 / 7 / no number NAT IPs (p5 / p50 / p95).
Least regret: Keep the connections of app-payments alive; it runs out in 0 % of 32
samples.
From 128 samples of 1 interval in the topology.
`);
  });

  it('is a list on a pull request', () => {
    expect(planMarkdown(OPEN, START)).toContain(
      '- `app:ephemeral-ports:payments`: 59.8 % / 80.3 % / 119.3 % used\n',
    );
  });

  it('is not mentioned where there is nothing of it', () => {
    expect(planText(SALE, { start: START, width: 90, style: PLAIN_STYLE })).not.toContain('not known');
    expect(planMarkdown(SALE, START)).not.toContain('not known');
  });
});
