import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import type { Connections } from '../topology/leg.js';
import type { NatGatewayNode, TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

type Cluster = Partial<Extract<TopologyNode, { kind: 'cluster' }>>;

/** Forty pods on five machines, whose calls leave through the machines and then through a gateway. */
function pods(cluster: Cluster, nat: Partial<NatGatewayNode> = {}, connections?: Connections): Topology {
  const base = egress({ profile: 'azure/nat-gateway', publicIps: 8, ...nat }, 40, {
    via: ['machines', 'nat'],
    ...(connections === undefined ? {} : { connections }),
  });
  return { ...base, nodes: [...base.nodes, { id: 'machines', kind: 'cluster', instances: 5, ...cluster }] };
}

const planned = (topology: Topology, rate = 2000): PlanResult => plan(topology, steady(rate));

const masquerade = { profile: 'kubernetes/node-snat' } as const;

describe('containers that share the machines of a cluster', () => {
  it('hold a fifth of all ports, and a fifth of all entries, on each of five machines', () => {
    const result = planned(pods(masquerade));
    // 2,000/s held 121 s are 242,000 in all; a table holds 131,072 of them.
    for (const id of ['machines:snat-ports:api', 'machines:conntrack:*'])
      expect(resource(result, id).peak.offeredLoad).toBeCloseTo(48_400, 6);
    expect(resource(result, 'machines:conntrack:*').status).toBe('ok');
  });

  it('open on all machines what they open in all, each with a pool of its own', () => {
    const keepAlive = { reuse: 'keep-alive', maxIdle: 2, idleTimeoutSeconds: 60 } as const;
    const result = planned(pods(masquerade, {}, keepAlive));
    const onMachine = resource(result, 'machines:snat-ports:api').peak.connectionsPerSecond;
    const inAll = resource(result, 'nat:snat-ports:api').peak.connectionsPerSecond;
    expect(onMachine * 5).toBeCloseTo(inAll, 6);
  });

  it('follow the machines where these are added as traffic grows', () => {
    const scaled = { ...masquerade, instances: { min: 2, max: 20, requestsPerSecondPerInstance: 100 } };
    const load = (rate: number): number =>
      resource(planned(pods(scaled), rate), 'machines:snat-ports:api').peak.offeredLoad;
    expect(load(100)).toBeCloseTo((100 / 2) * 121, 6);
    expect(load(1000)).toBeCloseTo(100 * 121, 6);
    expect(load(4000)).toBeCloseTo((4000 / 20) * 121, 6);
  });

  it('take the traffic of a lost machine', () => {
    const result = plan(pods(masquerade), steady(2000), { survive: 'instance' });
    expect(resource(result, 'machines:snat-ports:api').peak.offeredLoad).toBeCloseTo(242_000 / 4, 6);
  });

  it('have the ports that Google Cloud reserves for each machine: 1,024, on one address', () => {
    const result = planned(pods({}, { profile: 'gcp/cloud-nat', publicIps: 1 }), 10);
    const pool = resource(result, 'nat:snat-ports:api');
    expect(pool.capacity).toBe(1024);
    expect(pool.peak.offeredLoad).toBeCloseTo((10 / 5) * 121, 6);
    expect(gateway(result)).toMatchObject({ requiredIps: 1, portsPerVm: 1024 });
  });

  it('come from the addresses of the machines where these translate: five, to a gateway that hashes them', () => {
    const hashed = { profile: 'linux/iptables-masquerade', publicIps: 4 } as const;
    // 800/s held 121 s are 96,800 of 258,048. Three of five machines may share an address, hardly 24 of forty pods.
    const state = (cluster: Cluster): string =>
      resource(planned(pods(cluster, hashed), 800), 'nat:snat-ports:api').status;
    expect(state(masquerade)).toBe('exhausted');
    expect(state({})).toBe('ok');
  });

  it('are helped by more machines, and not by more pods', () => {
    const { recommendations, rejected } = planned(pods(masquerade), 2500);
    expect(recommendations.map(({ id }) => id)).toContain('more-instances:machines');
    expect(
      [...recommendations, ...rejected].map((each) => ('id' in each ? each.id : each.node)),
    ).not.toContain('more-instances:app');
  });
});
