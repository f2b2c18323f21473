import { egress, steady } from '../../fixtures/plans.js';
import { plan } from './plan.js';
import type { Finding, PlanResult } from './result.js';

function spare(result: PlanResult): readonly Finding[] {
  return result.findings.filter(({ code }) => code.endsWith('-to-give-back'));
}

describe('a gateway with more addresses than it needs', () => {
  it('can give them back, and what they cost', () => {
    // 500/s × 61 s = 30,500 tuples: one address of 44,000. Three spare at USD 0.005 × 730 h.
    expect(spare(plan(egress({ publicIps: 4 }), steady(500)))).toMatchObject([
      {
        code: 'addresses-to-give-back',
        severity: 'info',
        node: 'nat',
        message: expect.stringMatching(
          /has 4 public addresses and needs 1 even .* 3 can be given back, USD 10\.95 a month/,
        ) as string,
      },
    ]);
  });

  it('keeps those that only the 99th percentile needs', () => {
    // At the median 55,000 of 44,000; log-normal demand of sigma 0.5 is 3.2 times as much at 99 %.
    const result = plan(egress({ publicIps: 4 }, 20), steady(900, { sigma: 0.5 }));
    expect(result.natGateways[0]?.requiredIps).toBeLessThan(4);
    expect(result.natGateways[0]?.requiredIpsByQuantile.p99).toBe(4);
    expect(spare(result)).toEqual([]);
  });

  it('is not told to give any back while it runs out for want of ports that are set aside for each machine', () => {
    const allocation = { kind: 'static-per-vm', portsPerVm: 1024 } as const;
    const result = plan(egress({ profile: 'gcp/cloud-nat', publicIps: 6, allocation }), steady(100));
    expect(result.summary.status).toBe('exhausted');
    expect(result.natGateways[0]?.requiredIps).toBeLessThan(6);
    expect(spare(result)).toEqual([]);
  });

  it('is said to have none to spare where it has just enough', () => {
    expect(spare(plan(egress({ publicIps: 3 }), steady(2000)))).toEqual([]);
  });
});

describe('a gateway that sets many ports aside for each machine', () => {
  const of = (portsPerVm: number): readonly Finding[] =>
    spare(
      plan(
        egress({
          profile: 'gcp/cloud-nat',
          publicIps: 1,
          allocation: { kind: 'static-per-vm', portsPerVm },
        }),
        steady(10),
      ),
    );

  it('can serve more machines with fewer for each', () => {
    // One call a second on each machine, held 121 s.
    expect(of(4096)).toMatchObject([{ code: 'ports-to-give-back', severity: 'info' }]);
  });

  it('is left alone where a machine needs more than half', () => {
    expect(of(256)).toEqual([]);
  });
});
