import { kindsOf, recommended, refused } from '../../fixtures/advice.js';
import { egress, resource, steady } from '../../fixtures/plans.js';
import { plan } from '../plan/plan.js';
import type { PlanResult } from '../plan/result.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { applyPatch } from './json-patch.js';

describe('a gateway on Google Cloud that is out of ports', () => {
  const topology = (gateway: Parameters<typeof egress>[0]): Topology =>
    egress({ profile: 'gcp/cloud-nat', publicIps: 4, ...gateway }, 10);

  it('allots more ports to a machine, or as many as it needs', () => {
    // 20/s a machine held 121 s (1 s, and 120 s of timer): 2,420 of 64 ports.
    const result = plan(topology({}), steady(200));
    expect(resource(result, 'nat:snat-ports:api').status).toBe('exhausted');
    expect(kindsOf(result)).toEqual(expect.arrayContaining(['more-ports-per-vm', 'dynamic-port-allocation']));
    expect(refused(result, 'more-nat-ips')).toMatchObject({ constraint: 'allocation' });
  });

  it('has addresses for all machines behind it, whichever of them are short of ports', () => {
    // 3,630 tuples of each of ten machines, next to nothing of sixty others: 70 × 8,192 ports are nine addresses.
    const base = egress(
      { profile: 'gcp/cloud-nat', allocation: { kind: 'static-per-vm', portsPerVm: 64 } },
      10,
    );
    const others: TopologyNode = { id: 'others', kind: 'backend', instances: 60 };
    const rare = { responseTimeSeconds: 0.1, callsPerRequest: 0.001 };
    const two: Topology = {
      ...base,
      nodes: [...base.nodes, others],
      legs: [
        ...base.legs,
        { id: 'in-2', from: base.legs[0]?.from ?? '', to: 'others', responseTimeSeconds: 0.1 },
        { id: 'out-2', from: 'others', to: 'api', via: ['nat'], ...rare },
      ],
    };
    const remedy = recommended(plan(two, steady(300)), 'more-ports-per-vm:nat');
    expect(remedy.gateways).toMatchObject([{ after: { publicIps: 9, requiredIps: 9 } }]);
    const after = plan(applyPatch(two, remedy.patch), steady(300));
    expect(after.findings.map(({ code }) => code)).not.toContain('vms-without-ports');
    // Allotted as they are needed, the sixty keep to blocks of 32, and two addresses do.
    const dynamic = recommended(plan(two, steady(300)), 'dynamic-port-allocation:nat');
    expect(dynamic.gateways).toMatchObject([{ after: { publicIps: 2, requiredIps: 2 } }]);
    const { resources } = plan(applyPatch(two, dynamic.patch), steady(300));
    expect(resources.filter(({ kind, status }) => kind === 'snat-ports' && status !== 'ok')).toEqual([]);
  });

  it('cannot allot dynamically while its mapping is endpoint-independent', () => {
    const result = plan(topology({ tupleScope: 'translator' }), steady(200));
    expect(refused(result, 'dynamic-port-allocation')).toMatchObject({ constraint: 'tuple-scope' });
  });

  it('may keep closed tuples for a minute instead of two', () => {
    expect(kindsOf(plan(topology({}), steady(200)))).toContain('shorter-nat-time-wait');
  });
});

describe('a default outbound rule on Azure that is out of ports', () => {
  // 100 machines, 3/s each held 241 s: 723 of 512 ports with one address, of 1,024 with two or more.
  const advice = (publicIps: number, requestsPerSecond: number): PlanResult =>
    plan(egress({ profile: 'azure/load-balancer-outbound', publicIps }, 100), steady(requestsPerSecond), {
      targetUtilization: 0.9,
      softUtilization: 0.85,
    });

  it('gets the second address, which brings 512 more', () => {
    const remedy = recommended(advice(1, 300), 'more-nat-ips:nat');
    expect(remedy.patch).toContainEqual({ op: 'replace', path: '/nodes/2/publicIps', value: 2 });
    expect(remedy.effect[0]).toMatchObject({ after: { status: 'ok', utilization: 723 / 1024 } });
  });

  it('is told that a third brings nothing, and to allot ports by hand', () => {
    const result = advice(2, 600);
    expect(refused(result, 'more-nat-ips')).toMatchObject({
      constraint: 'provider-limit:portsPerVm',
      observed: 1024,
      limit: 1024,
    });
    expect(kindsOf(result)).toContain('more-ports-per-vm');
  });
});
