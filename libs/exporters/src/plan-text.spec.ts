import type { PlanResult } from '@portplan/engine';
import { planSentences } from './plan-sentences.js';
import { planText } from './plan-text.js';
import {
  EXHAUSTED_POOL,
  gateway,
  NOTHING,
  pool,
  SALE,
  SALE_WITH_ADVICE,
  START,
} from './spec-support/sale.js';
import { PLAIN_STYLE } from './text-table.js';
import { lengthOf } from './wrapped-text.js';

function text(result: PlanResult, width: number): string {
  return planText(result, { start: START, width, style: PLAIN_STYLE });
}

describe('a plan in 100 columns', () => {
  it('says the answer, then the pools, the gateways and the pooling', () => {
    expect(text(SALE, 100)).toBe(`EXHAUSTED
egress:snat-ports:payments binds: 269,398 of 55,000 ports at 2026-12-12 09:15 UTC, 489.8 %.
It runs out at 2026-12-12 09:00:25 UTC, in 11 days.
egress needs 7 NAT IPs for payments; it has 1.

Pools at their peak
pool                          capacity     load     used   fits  status     runs out, UTC
app:ephemeral-ports:payments    28,232   22,450   79.5 %  1.01×  warning
egress:snat-ports:payments      55,000  269,398  489.8 %  0.16×  exhausted  2026-12-12 09:00

NAT gateways
gateway  IPs now  needed  p50 / p95 / p99  most IPs  gateways    a month  for
egress         1       7  5 / 7 / 8               8         1  USD 58.40  payments

Pooling that saves ports, per process
leg           pools  max idle  max open  idle s  ports before  after   saved
app-payments      1        49       361      60       269,398  6,466  97.6 %

with --json: configuration lines of the pools
`);
  });
});

describe('a plan in 80 columns', () => {
  it('leaves out columns, and breaks the lines of what would help and what would not', () => {
    expect(text(SALE_WITH_ADVICE, 80)).toBe(`EXHAUSTED
egress:snat-ports:payments binds: 269,398 of 55,000 ports at
2026-12-12 09:15 UTC, 489.8 %.
It runs out at 2026-12-12 09:00:25 UTC, in 11 days.
egress needs 7 NAT IPs for payments; it has 1.

Pools at their peak
pool                          capacity     load     used   fits  status
app:ephemeral-ports:payments    28,232   22,450   79.5 %  1.01×  warning
egress:snat-ports:payments      55,000  269,398  489.8 %  0.16×  exhausted

NAT gateways
gateway  IPs now  needed  p50 / p95 / p99  most IPs  gateways  for
egress         1       7  5 / 7 / 8               8         1  payments

What would help
1. Keep connections to payments open
   Every call dials: 4,431 connections a second, each of which holds its port
   for a minute after it is closed.
   egress:snat-ports:payments: exhausted at 489.8 % → ok at 11.8 %
   egress needs 7 NAT IPs → 1
   takes a redeploy
2. Give egress 7 NAT IPs
   Each address has 55,000 ports of its own toward payments.
   egress:snat-ports:payments: exhausted at 489.8 % → ok at 70.0 %
   egress has 1 NAT IP → 7
   takes a setting, 14 days, USD 21.90 a month

What would not
- nat-ips at egress: more addresses than the quota of the region allows (7
  addresses, at most 5)
- tcp_tw_recycle: no cure, or not safe (the JSON says why)

Pooling that saves ports, per process
leg           pools  max idle  max open  idle s  ports before  after   saved
app-payments      1        49       361      60       269,398  6,466  97.6 %

Rules that the traffic needs
firewall    direction  protocol  from      to      ports
public-acl  inbound    tcp       payments  egress  1024–65535

Findings
warning
  leg app-payments keeps idle connections 600 s, but egress forgets them after
  350 s: the next request on one fails. What would help: let app keep them for
  less than 350 s

with --json: configuration lines of the pools, patches of the topology, 1 alert
rule
`);
  });
});

describe('a plan in 140 columns', () => {
  it('draws what is used', () => {
    expect(
      text({ ...SALE, natGateways: [], pooling: [] }, 140)
        .split('\n')
        .slice(4),
    ).toEqual([
      'Pools at their peak',
      'pool                          capacity     load  required     used            blocking   fits  status     runs out, UTC',
      'app:ephemeral-ports:payments    28,232   22,450    28,063   79.5 %  ██████▍    < 1e-12  1.01×  warning',
      'egress:snat-ports:payments      55,000  269,398   336,748  489.8 %  ███████▶      0.80  0.16×  exhausted  2026-12-12 09:00',
      '',
    ]);
  });
});

describe('a plan in 120 columns', () => {
  it('says what each rule of a filter is for', () => {
    expect(text(SALE_WITH_ADVICE, 120)).toContain('return traffic of app-payments');
  });
});

describe('a plan with more advice than a page has room for', () => {
  const [first] = SALE_WITH_ADVICE.recommendations;
  const [effect] = first?.effect ?? [];
  if (first === undefined || effect === undefined) throw new Error('no advice');

  it('tells the best, and how much more there is', () => {
    const many = text({ ...NOTHING, recommendations: Array.from({ length: 9 }, () => first) }, 80);
    expect(many).toContain('\n6. Keep connections to payments open\n');
    expect(many).not.toContain('\n7. ');
    expect(many).toContain('\nand 3 more with --json\n');
  });

  it('counts the pools of a change that reaches many', () => {
    const wide = { ...first, effect: Array.from({ length: 5 }, () => effect) };
    expect(text({ ...NOTHING, recommendations: [wide] }, 80)).toContain('\n   and 2 more pools\n');
  });
});

describe('a plan in any width from 80', () => {
  it.each([80, 90, 100, 120, 200])('has no line longer than %d', (width) => {
    const lines = text(SALE_WITH_ADVICE, width).split('\n');
    expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(width);
  });
});

describe('a plan in colours', () => {
  it('marks what is bad, and stays the same text', () => {
    const marks: string[] = [];
    const style = (tone: string, shown: string): string => {
      if (tone === 'bad') marks.push(shown);
      return shown;
    };
    const coloured = planText(SALE, { start: START, width: 100, style });
    expect(coloured).toBe(text(SALE, 100));
    expect(marks).toEqual(['EXHAUSTED', '489.8 %', 'exhausted', '7']);
  });
});

describe('the sentences of a plan', () => {
  const summary = { status: 'ok', binding: 'app:ephemeral-ports:payments', exhaustionAt: null } as const;
  const quiet = pool('app:ephemeral-ports:payments');

  it('say how much more traffic fits where nothing runs out', () => {
    expect(planSentences({ ...NOTHING, summary, resources: [quiet] }, START)).toEqual([
      'app:ephemeral-ports:payments binds: 2,823 of 28,232 ports at 2026-12-12 09:15 UTC, 10.0 %.',
      'It does not run out within the forecast; 8.00× its traffic would still fit.',
    ]);
  });

  it('say from when a pool is over its target', () => {
    const overTargetAt = { p50: null, planning: '2026-12-01T06:00:00Z', p99: null };
    const sentences = planSentences({ ...NOTHING, summary, resources: [{ ...quiet, overTargetAt }] }, START);
    expect(sentences[1]).toBe('It is over its target from 2026-12-01 06:00 UTC, in 6 h.');
  });

  it('say that there is nothing to run out where there is no pool', () => {
    expect(planSentences(NOTHING, START)).toEqual([
      'No pool of ports stands on any path: there is nothing to run out.',
    ]);
  });

  it.each([
    [{ requiredIps: null }, 'egress: no number of NAT IPs meets the policy toward payments; it has 1.'],
    [
      { requiredIps: 12, requiredIpsTotal: 12, gatewaysRequired: 2 },
      'egress needs 12 NAT IPs for payments on 2 gateways; it has 1.',
    ],
    [
      { requiredIps: 2, requiredIpsTotal: 6, bindingDestination: '*' },
      'egress needs 2 NAT IPs (6 over all zones); it has 1.',
    ],
  ])('say of a gateway with %j: %s', (changes, sentence) => {
    const result = { ...SALE, natGateways: [gateway('egress', changes)] };
    expect(planSentences(result, START)[2]).toBe(sentence);
  });

  it('name, of many gateways, those that need more', () => {
    const many = Array.from({ length: 30 }, (_, index) => gateway(`enough-${String(index)}`));
    const result = {
      ...SALE,
      natGateways: [...many, gateway('short', { requiredIps: 3, requiredIpsTotal: 3 })],
    };
    expect(planSentences(result, START).slice(2)).toEqual([
      'short needs 3 NAT IPs for payments; it has 1.',
      '30 gateways have as many NAT IPs as needed.',
    ]);
  });

  it('speak of connections where those are what is limited', () => {
    const limited = pool('app:connections:*', { kind: 'connections' });
    const result = { ...NOTHING, summary: { ...summary, binding: limited.id }, resources: [limited] };
    expect(planSentences(result, START)[0]).toMatch(/2,823 of 28,232 connections at/);
  });

  it('count from the start of the forecast, not from today', () => {
    const resources = [EXHAUSTED_POOL];
    expect(planSentences({ ...SALE, resources }, '2026-12-12T09:00:00Z')[1]).toBe(
      'It runs out at 2026-12-12 09:00:25 UTC, in 25 s.',
    );
  });
});
