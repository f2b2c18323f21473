import { direct, egress, gateway, resource, steady, withNodes } from '../../fixtures/plans.js';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { Connections, Leg } from '../topology/leg.js';
import type { Host } from '../topology/host.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { topologyProblems } from '../topology/topology-problems.js';
import { plan } from './plan.js';
import type { PlanResult, Resource } from './result.js';

const quick = { recommendations: false, uncertainty: false };
const planned = (topology: Topology, requestsPerSecond: number): PlanResult =>
  plan(topology, steady(requestsPerSecond), {}, quick);

/** The ports of a gateway toward its only destination. */
const snat = (result: PlanResult): Resource => resource(result, 'nat:snat-ports:api');

const ephemeral = (topology: Topology, requestsPerSecond = 1, destination = 'api'): Resource =>
  resource(planned(topology, requestsPerSecond), `app:ephemeral-ports:${destination}`);

const onHost = (host: Host): Resource => ephemeral(direct({ host }));

/** Connections per second and open connections of one process under a client's pool, at 100 requests in flight. */
const pooled = (profile: string, connections: Connections): Resource['peak'] =>
  ephemeral(
    direct({ profile }, { responseTimeSeconds: 0.1, connections: { ...connections, closedBy: 'responder' } }),
    1000,
  ).peak;

/** The same of a proxy whose workers have pools of their own, at 100 requests a second. */
const throughProxy = (profile: string, workers: number, call: Partial<Leg>): Resource['peak'] => {
  const base = direct({});
  const out = { id: 'out', from: 'app', to: 'api', responseTimeSeconds: 1, ...call };
  const app = { id: 'app', kind: 'proxy', mode: 'reverse', profile, processesPerInstance: workers } as const;
  const legs = base.legs.map((leg) => (leg.id === 'out' ? out : leg));
  return ephemeral({ ...withNodes(base, 'app', app), legs }, 100).peak;
};

/** What is commonly believed, and what a plan says: one test each, so that none comes back. */
const CORRECTIONS: Readonly<Record<string, () => void>> = {
  'C1 a Network Load Balancer’s 55,000 ports a target are the limit where client addresses are preserved':
    () => {
      const behind = (snatting: boolean): readonly string[] => {
        const balancer = { id: 'nlb', kind: 'load-balancer', profile: 'aws/nlb', snat: snatting } as const;
        const result = planned(withNodes(egress({}, 10, { via: ['nlb'] }), 'nat', balancer), 1);
        return result.resources
          .filter(({ kind }) => kind === 'snat-ports')
          .map(({ id, capacity }) => `${id} ${String(capacity)}`);
      };
      expect(behind(false)).toEqual([]);
      expect(behind(true)).toEqual(['nlb:snat-ports:api 55000']);
    },

  'C2 an address is worth 64,512 connections to one destination': () => {
    const worth = (profile: string): number => snat(planned(egress({ profile }, 2), 1)).capacity;
    expect(worth('aws/nat-gateway')).toBe(55_000);
    expect(worth('azure/nat-gateway')).toBe(50_000);
    expect(worth('azure/load-balancer-outbound')).toBe(1024);
    expect(worth('gcp/cloud-nat')).toBe(64);
  },

  'C3 an AWS NAT gateway has 55,000 connections in all': () => {
    const base = egress({}, 10);
    const second: Leg = {
      ...base.legs[1],
      id: 'out-2',
      from: 'app',
      to: 'other',
      via: ['nat'],
      responseTimeSeconds: 1,
    };
    const both = { ...withNodes(base, '', { id: 'other', kind: 'external' }), legs: [...base.legs, second] };
    // 600/s held 61 s: 36,600 toward each, 73,200 in all.
    const result = planned(both, 600);
    for (const to of ['api', 'other']) {
      expect(resource(result, `nat:snat-ports:${to}`)).toMatchObject({ capacity: 55_000, status: 'ok' });
    }
    expect(gateway(result).requiredIps).toBe(1);
  },

  'C4 the 64 ports of Cloud NAT are enough for 64 connections': () => {
    const at = (rate: number): Resource => snat(planned(egress({ profile: 'gcp/cloud-nat' }, 1), rate));
    // One connection a second of one second: one is open at a time, and 120 more are in TIME_WAIT.
    expect(at(1).peak.offeredLoad).toBeCloseTo(121, 6);
    expect(at(1).status).toBe('exhausted');
    expect(at(1).explanation.inputs['sustainableConnectionsPerSecond']).toBeLessThan(64 / 120);
  },

  'C5 a node of GKE gets 64 ports': () => {
    const nodes = (instances: number): PlanResult =>
      planned(
        withNodes(egress({ profile: 'gcp/cloud-nat' }), 'app', { id: 'app', kind: 'cluster', instances }),
        1,
      );
    expect(snat(nodes(63)).capacity).toBe(1024);
    const unserved = (instances: number): number =>
      nodes(instances).findings.filter(({ code }) => code === 'vms-without-ports').length;
    expect([unserved(63), unserved(64)]).toEqual([0, 1]);
  },

  'C6 Cloud NAT takes minPortsPerVm as it is': () => {
    const allocation = { kind: 'static-per-vm', portsPerVm: 50 } as const;
    const behind = (machines: number): PlanResult =>
      planned(egress({ profile: 'gcp/cloud-nat', allocation }, machines), 1);
    // Blocks of 64 are counted, 1,008 an address, where 64,512 / 50 would be 1,290; of each 50 are relied on.
    expect(gateway(behind(1008)).requiredIps).toBe(1);
    expect(gateway(behind(1009)).requiredIps).toBe(2);
    expect(snat(behind(10)).capacity).toBe(50);
  },

  'C7 tcp_fin_timeout shortens TIME_WAIT': () => {
    const short = direct({ host: { profile: 'linux', timeWaitSeconds: 30 } });
    expect(topologyProblems(short).map(({ message }) => message)).toEqual([
      expect.stringMatching(/linux allows 60 seconds and nothing else: .*tcp_fin_timeout/),
    ]);
    const { rejected } = plan(direct({}), steady(1000));
    expect(rejected).toContainEqual(
      expect.objectContaining({ remedy: 'tcp_fin_timeout', constraint: 'no-effect' }),
    );
  },

  'C8 Linux hands out all 64k ports, or up to 61000': () => {
    expect(onHost({ profile: 'linux' }).capacity).toBe(28_232);
    expect(onHost({ profile: 'linux', ephemeralPortRange: [32_768, 61_000] }).capacity).toBe(28_233);
  },

  'C9 binding a source address is harmless': () => {
    const two = (bind: NonNullable<Host['bind']>): readonly string[] => {
      const base = direct({ host: { bind } });
      const second: Leg = { ...base.legs[1], id: 'out-2', from: 'app', to: 'other', responseTimeSeconds: 1 };
      const both = {
        ...withNodes(base, '', { id: 'other', kind: 'external' }),
        legs: [...base.legs, second],
      };
      return planned(both, 200)
        .resources.filter(({ kind }) => kind === 'ephemeral-ports')
        .map(({ id, capacity, status }) => `${id} ${String(capacity)} ${status}`);
    };
    // 200/s held 61 s toward each of two destinations: 12,200 each, 24,400 together, of 28,232.
    expect(two('connect')).toEqual([
      'app:ephemeral-ports:api 28232 ok',
      'app:ephemeral-ports:other 28232 ok',
    ]);
    expect(two('bind-source')).toEqual(['app:ephemeral-ports:* 28232 over']);
  },

  'C10 netfilter finds a port until the last is taken': () => {
    // 61,286 of 64,512 ports, 95 %, where Erlang loses nothing.
    const rate = (0.95 * 64_512) / 121;
    const blocking = (search: 'profile' | 'exhaustive'): number =>
      snat(
        planned(
          egress({
            profile: 'linux/iptables-masquerade',
            ...(search === 'profile' ? {} : { portSearch: { kind: 'exhaustive' } }),
          }),
          rate,
        ),
      ).peak.blockingProbability;
    expect(blocking('exhaustive')).toBeLessThan(1e-12);
    expect(blocking('profile')).toBeGreaterThan(5e-3);
    const at85 = snat(planned(egress({ profile: 'linux/iptables-masquerade' }), (0.85 * 64_512) / 121));
    expect(at85.peak.blockingProbability).toBeGreaterThan(1e-6);
    expect(at85.peak.blockingProbability).toBeLessThan(1e-4);
  },

  'C11 the conntrack table has four or eight entries a bucket': () => {
    const result = planned(egress({ profile: 'linux/iptables-masquerade' }), 1);
    expect(resource(result, 'nat:conntrack:*').capacity).toBe(262_144);
  },

  'C12 nginx never keeps connections to its upstreams': () => {
    const nginx = (call: Partial<Leg>): Resource['peak'] => throughProxy('nginx', 1, call);
    expect(nginx({ connections: { reuse: 'none' } }).connectionsPerSecond).toBeCloseTo(100, 9);
    expect(nginx({}).connectionsPerSecond).toBeLessThan(20);
  },

  'C13 Squid uses an idle connection for any request': () => {
    expect(findProfile('squid')?.notes?.join(' ')).toMatch(/cannot be retried.*new connection/);
  },

  'C14 TIME_WAIT on Windows is four minutes': () => {
    const held = (timeWaitSeconds?: number): number => {
      const host = { profile: 'windows', ...(timeWaitSeconds === undefined ? {} : { timeWaitSeconds }) };
      return ephemeral(direct({ host }), 1, '*').peak.offeredLoad;
    };
    expect([held(), held(120), held(30)].map((load) => Math.round(load))).toEqual([241, 121, 31]);
  },

  'C15 macOS has 16,383 ports': () => {
    expect(ephemeral(direct({ host: { profile: 'macos' } }), 1, '*').capacity).toBe(16_384);
  },

  'C16 EC2 tracks an idle connection for five days': () => {
    const group = (idleTimeoutSeconds?: number): TopologyNode => ({
      id: 'nat',
      kind: 'firewall',
      profile: 'aws/security-group',
      ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds }),
    });
    const keeping = egress({}, 10, { connections: { reuse: 'keep-alive', idleTimeoutSeconds: 600 } });
    const forgets = (node: TopologyNode): number =>
      planned(withNodes(keeping, 'nat', node), 1).findings.length;
    const row = findProfile('aws/security-group')?.firewall?.establishedIdleSeconds;
    expect(row?.disagreements).toMatchObject([{ value: 350, note: expect.stringContaining('Nitro v6') }]);
    expect([forgets(group()), forgets(group(350))]).toEqual([0, 1]);
  },

  'C17 an outbound rule of Azure keeps idle connections 100 minutes at most': () => {
    const minutes = (count: number): number =>
      topologyProblems(egress({ profile: 'azure/load-balancer-outbound', idleTimeoutSeconds: count * 60 }))
        .length;
    expect([minutes(100), minutes(120), minutes(121)]).toEqual([0, 0, 1]);
    const row = findProfile('azure/load-balancer-outbound')?.translator?.limits?.['idleTimeoutSeconds'];
    expect(row?.disagreements).toMatchObject([{ value: { max: 6000 } }]);
  },

  'C18 Cloud NAT has 50 addresses of one’s own a gateway': () => {
    const addresses = (publicIps: number): number =>
      topologyProblems(egress({ profile: 'gcp/cloud-nat', publicIps })).length;
    expect([addresses(51), addresses(300), addresses(301)]).toEqual([0, 0, 1]);
  },

  'C19 HTTP/2 needs one connection': () => {
    const h2 = { reuse: 'multiplex', maxConcurrentStreams: 100 } as const;
    // A hundred requests in flight fit two connections of 100 streams; undici opens one for each unless capped.
    expect(pooled('go-net-http', h2).offeredLoad).toBeLessThan(4);
    expect(pooled('undici', h2).offeredLoad).toBeGreaterThan(90);
    expect(pooled('undici', { ...h2, maxConnections: 2 }).offeredLoad).toBeLessThanOrEqual(2);
    const call = {
      responseTimeSeconds: 0.1,
      connections: { reuse: 'multiplex', closedBy: 'responder' },
    } as const;
    const envoy = (workers: number): number => throughProxy('envoy', workers, call).offeredLoad;
    expect(envoy(1)).toBeCloseTo(1, 1);
    expect(envoy(4)).toBeCloseTo(4, 1);
  },

  'C20 what a connection’s time varies like does not matter': () => {
    // Sixty seconds in either case, in a surge of thirty: fixed ones are all still held when it ends.
    const surge = (openSeconds: number, quarantineSeconds: number): number =>
      snat(
        plan(
          egress({ quarantineSeconds }, 10, { responseTimeSeconds: openSeconds }),
          steady(100, {
            events: [
              {
                name: 'surge',
                start: '2026-12-01T12:00:00Z',
                durationSeconds: 30,
                multiplier: 10,
                rampSeconds: 0,
              },
            ],
          }),
          {},
          quick,
        ),
      ).peak.offeredLoad;
    const fixed = surge(0.001, 60);
    const exponential = surge(60, 0.001);
    // At the end of the surge: 30 s × 1,000/s + 30 s × 100/s; 6,000 + 54,000 × (1 − e^(−1/2)).
    expect(fixed).toBeCloseTo(33_000, -3);
    expect(exponential).toBeCloseTo(6000 + 54_000 * (1 - Math.exp(-0.5)), -3);
    expect(fixed).toBeGreaterThan(exponential * 1.15);
  },

  'C21 published examples can be trusted': () => {
    const wrong = readWorkedExamples('doNotUse');
    expect(wrong).toHaveLength(15);
    for (const { id, kind, expected, recomputed } of wrong) {
      expect([id, kind]).toEqual([id, 'published_wrong']);
      expect([id, recomputed]).not.toEqual([id, expected]);
    }
  },

  'C22 nodes that fit are rounded to the nearest': () => {
    // 64,000 / 6,000 = 10.67: an eleventh node would be promised ports that are not there.
    const allocation = { kind: 'manual', portsPerVm: 6000 } as const;
    const nodes = (count: number): readonly string[] =>
      planned(egress({ profile: 'azure/load-balancer-outbound', allocation }, count), 1)
        .findings.filter(({ code }) => code === 'vms-without-ports')
        .map(({ message }) => message);
    expect(nodes(10)).toEqual([]);
    expect(nodes(11)).toEqual([expect.stringMatching(/ports for 10 of the 11 machines/)]);
  },
};

describe('a plan corrects what is commonly believed:', () => {
  it.each(Object.entries(CORRECTIONS))('%s', (_belief, correct) => {
    expect.hasAssertions();
    correct();
  });

  it('none of the twenty-two is missing', () => {
    const ids = Object.keys(CORRECTIONS).map((belief) => belief.split(' ')[0]);
    expect(ids).toEqual(Array.from({ length: 22 }, (_, index) => `C${String(index + 1)}`));
  });
});
