import * as fc from 'fast-check';
import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

const ALONE = { recommendations: false, uncertainty: false } as const;
const at = (topology: Topology, rate: number): PlanResult => plan(topology, steady(rate), {}, ALONE);

/** The topology with other settings of one of its nodes. */
function withNode(topology: Topology, id: string, settings: object): Topology {
  const nodes = topology.nodes.map((node) => (node.id === id ? { ...node, ...settings } : node));
  return { ...topology, nodes };
}

const MANY_ENDPOINTS = { endpoints: 500 };

describe('a table of tracked connections', () => {
  const masquerade = (conntrackMax?: number): Topology =>
    withNode(
      egress({
        profile: 'linux/iptables-masquerade',
        ...(conntrackMax === undefined ? {} : { conntrackMax }),
      }),
      'api',
      MANY_ENDPOINTS,
    );

  it('holds an entry for each connection, and 120 s after it closed: 1,000 a second of 1 s are 121,000', () => {
    const table = resource(at(masquerade(), 1000), 'nat:conntrack:*');
    expect(table.capacity).toBe(262_144);
    expect(table.peak.offeredLoad).toBeCloseTo(121_000, 6);
    expect(table.status).toBe('ok');
  });

  it('binds where many destinations have ports enough, and says so', () => {
    const { summary } = at(masquerade(100_000), 1000);
    expect(summary).toMatchObject({ status: 'exhausted', binding: 'nat:conntrack:*' });
  });

  it('of a host counts what it accepts and what it opens, on its hottest instance', () => {
    const topology = withNode(egress({}, 10), 'app', { host: { conntrackMax: 65_536 } });
    const table = resource(at(topology, 1000), 'app:conntrack:*');
    // 100 a second each way on each of ten instances, 1 s open and 120 s closed.
    expect(table.peak.offeredLoad).toBeCloseTo(2 * 100 * 121, 6);
    expect(table.scope).toBe('instance');
  });

  it('of a stateful firewall is one for all; a stateless one has none', () => {
    const through = (firewall: object): Topology => {
      const topology = egress({});
      const legs = topology.legs.map((leg) => (leg.id === 'in' ? { ...leg, via: ['wall'] } : leg));
      return {
        ...topology,
        nodes: [...topology.nodes, { id: 'wall', kind: 'firewall', ...firewall }],
        legs,
      };
    };
    const table = resource(at(through({ profile: 'linux/conntrack' }), 1000), 'wall:conntrack:*');
    expect(table.peak.offeredLoad).toBeCloseTo(121_000, 6);
    const ids = (topology: Topology): readonly string[] => at(topology, 1000).resources.map(({ id }) => id);
    expect(ids(through({ profile: 'aws/network-acl' }))).not.toContain('wall:conntrack:*');
    // AWS does not publish the size of its own.
    expect(ids(through({ profile: 'aws/security-group' }))).not.toContain('wall:conntrack:*');
  });
});

describe('open files', () => {
  it('a process spends one on each side of what passes through it', () => {
    const topology = withNode(egress({}, 10), 'app', {
      processesPerInstance: 4,
      host: { maxFileDescriptors: 1024 },
    });
    const files = resource(at(topology, 1000), 'app:file-descriptors:*');
    expect(files.capacity).toBe(4096);
    // 100 requests a second on an instance, each a connection of 1 s in and one out; none after close.
    expect(files.peak.offeredLoad).toBeCloseTo(200, 6);
    expect(files.peak.utilization).toBeCloseTo(200 / 4096, 9);
  });

  it('are no limit where none is given', () => {
    expect(at(egress({}), 1000).resources.map(({ kind }) => kind)).not.toContain('file-descriptors');
  });
});

describe('what a gateway carries', () => {
  const sized = (settings: object = {}, bytes = { requestBytes: 1000, responseBytes: 99_000 }): Topology =>
    withNode(
      egress({ bitsPerSecond: 1e9, packetsPerSecond: 1e6, ...settings }, 10, bytes),
      'api',
      MANY_ENDPOINTS,
    );

  it('1,000 requests a second of 100,000 bytes are 0.8 of a gigabit', () => {
    const bits = resource(at(sized(), 1000), 'nat:bandwidth:*');
    expect(bits.peak).toMatchObject({ offeredLoad: 8e8, utilization: 0.8, blockingProbability: 0 });
    expect(bits.headroom.factor).toBeCloseTo(1, 8);
  });

  it('loses what is beyond its limit: a fifth at 1.25 times as much', () => {
    const bits = resource(at(sized(), 1562.5), 'nat:bandwidth:*');
    expect(bits.peak.blockingProbability).toBeCloseTo(0.2, 9);
    expect(bits.status).toBe('exhausted');
    expect(bits.explanation.steps.join('\n')).toMatch(/lost = max\(0, 1 − 1000000000 \/ 1250000000\) = 0\.2/);
  });

  it('counts segments of 1,460 bytes, an acknowledgement for two, and seven packets for a connection', () => {
    const packets = resource(at(sized(), 1000), 'nat:packets:*');
    // One segment there, 68 back, half as many acknowledgements.
    expect(packets.peak.offeredLoad).toBeCloseTo(1000 * (1.5 * (1 + 68) + 7), 6);
  });

  it('is divided among the gateways of several zones', () => {
    const one = resource(at(sized(), 1000), 'nat:bandwidth:*').peak.offeredLoad;
    expect(resource(at(sized({ zones: 2 }), 1000), 'nat:bandwidth:*').peak.offeredLoad).toBeCloseTo(
      one / 2,
      6,
    );
  });

  it('is not known where no leg says how large its requests are', () => {
    const kinds = at(egress({ bitsPerSecond: 1e9 }), 1000).resources.map(({ kind }) => kind);
    expect(kinds).not.toContain('bandwidth');
  });

  it('needs more with every request, and as much for two halves as for the whole', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e5, noNaN: true }), (rate) => {
        const [less, more] = [rate, rate * 1.5].map(
          (each) => resource(at(sized(), each), 'nat:packets:*').peak,
        );
        expect(more?.required).toBeGreaterThanOrEqual(less?.required ?? Infinity);
        const whole = sized();
        const legs = whole.legs.flatMap((leg) =>
          leg.id === 'out'
            ? [
                { ...leg, share: 0.5 },
                { ...leg, id: 'out-2', share: 0.5 },
              ]
            : [leg],
        );
        const halves = resource(at({ ...whole, legs }, rate), 'nat:packets:*').peak;
        expect(halves.offeredLoad / (less?.offeredLoad ?? 1)).toBeCloseTo(1, 9);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the machines of a GKE cluster behind Cloud NAT', () => {
  it('get 1,024 ports each where the configured minimum is less, since they carry pods', () => {
    const behind = (kind: 'backend' | 'cluster'): Topology => {
      const topology = egress({ profile: 'gcp/cloud-nat' }, 10);
      return withNode(topology, 'app', { kind, host: { profile: 'linux' } });
    };
    expect(resource(at(behind('backend'), 1), 'nat:snat-ports:api').capacity).toBe(64);
    expect(resource(at(behind('cluster'), 1), 'nat:snat-ports:api').capacity).toBe(1024);
    expect(gateway(at(behind('cluster'), 1)).portsPerVm).toBeGreaterThanOrEqual(1024);
  });
});

describe('the limit of a load balancer', () => {
  /** Users reach the application through a balancer of two instances, 1,000 requests a second of a second each. */
  const balanced = (balancer: object, terminating: boolean): Topology => {
    const base = withNode(egress({ publicIps: 8 }), 'api', MANY_ENDPOINTS);
    const node = { id: 'lb', kind: 'load-balancer', instances: 2, ...balancer } as const;
    const call = { responseTimeSeconds: 1, connections: { reuse: 'none' } } as const;
    const [, out] = base.legs;
    return {
      ...base,
      nodes: [...base.nodes, node],
      legs: [
        ...(terminating
          ? [
              { id: 'in', from: 'users', to: 'lb', ...call },
              { id: 'on', from: 'lb', to: 'app', ...call },
            ]
          : [{ id: 'in', from: 'users', to: 'app', via: ['lb'], ...call }]),
        ...(out === undefined ? [] : [out]),
      ],
    };
  };

  it('that ends connections is that of one instance, which holds both sides of a request', () => {
    const result = at(balanced({ profile: 'haproxy', maxConnections: 1200 }, true), 1000);
    const limit = resource(result, 'lb:connections:*');
    expect(limit).toMatchObject({ capacity: 1200, scope: 'instance' });
    expect(limit.peak.offeredLoad).toBeCloseTo(1000, 6);
    expect(result.summary).toMatchObject({ status: 'over', binding: 'lb:connections:*' });
  });

  it('that passes them on counts each once', () => {
    const limit = resource(
      at(balanced({ profile: 'linux/ipvs', maxConnections: 1000 }, false), 1000),
      'lb:connections:*',
    );
    expect(limit.peak.offeredLoad).toBeCloseTo(500, 6);
  });

  it('is raised by a setting of its own', () => {
    const { recommendations } = plan(
      balanced({ profile: 'haproxy', maxConnections: 800 }, true),
      steady(1000),
    );
    expect(recommendations.map(({ id }) => id)).toContain('higher-connection-limit:lb');
  });
});
