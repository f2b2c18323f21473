import { egress, gateway, resource, START, steady } from '../../fixtures/plans.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';

describe('a NAT gateway on Azure', () => {
  const azure = { profile: 'azure/nat-gateway' };

  it('has 50,000 tuples toward a destination for each address, held 65 s after close', () => {
    const pool = resource(plan(egress({ ...azure, publicIps: 2 }), steady(100)), 'nat:snat-ports:api');
    expect(pool.capacity).toBe(100_000);
    expect(pool.peak.offeredLoad).toBeCloseTo(100 * 66, 6);
    expect(pool.scope).toBe('gateway');
  });

  it('sustains 50,000 / 65 = 769 short connections a second with one address', () => {
    const at = (rate: number): string =>
      resource(
        plan(egress(azure, 10, { responseTimeSeconds: 1e-9 }), steady(rate), {
          targetUtilization: 1,
          softUtilization: 1,
        }),
        'nat:snat-ports:api',
      ).status;
    expect(at(755)).not.toBe('exhausted');
    expect(at(770)).toBe('exhausted');
  });

  it('needs load / (50,000 × target) addresses, sixteen to a gateway', () => {
    // 2,000 × 66 = 132,000; / 40,000 = 3.3. 12,000 × 66 = 792,000; / 40,000 = 19.8, on two gateways.
    expect(gateway(plan(egress(azure), steady(2000)))).toMatchObject({
      requiredIps: 4,
      gatewaysRequired: 1,
      ipsPerGatewayLimit: 16,
    });
    expect(gateway(plan(egress(azure, 200), steady(12_000)))).toMatchObject({
      requiredIps: 20,
      gatewaysRequired: 2,
    });
  });

  it('holds at most two million connections to all destinations together', () => {
    const pool = resource(plan(egress(azure), steady(2000)), 'nat:connections:*');
    expect(pool.capacity).toBe(2_000_000);
  });
});

describe('Cloud NAT', () => {
  const google = { profile: 'gcp/cloud-nat' };

  it('gives each VM 64 ports, which last for half a connection a second', () => {
    const pool = resource(
      plan(egress(google, 10, { responseTimeSeconds: 1e-9 }), steady(5)),
      'nat:snat-ports:api',
    );
    expect([pool.scope, pool.capacity]).toEqual(['vm', 64]);
    expect(pool.peak.offeredLoad).toBeCloseTo(0.5 * 120, 5);
    expect(pool.status).toBe('exhausted');
  });

  it('lets traffic decide the ports of a VM, and those the addresses', () => {
    // Ten VMs at 20/s each hold 20 × 121 = 2,420 ports; at 80 % they need 3,025, which is a block of 4,096.
    const result = gateway(plan(egress(google), steady(200)));
    expect(result).toMatchObject({ portsPerVm: 4096, requiredIps: 1, currentIps: 1 });
    // A hundred such VMs: 100 × 4,096 / 64,512 = 6.35.
    expect(gateway(plan(egress(google, 100), steady(2000)))).toMatchObject({
      portsPerVm: 4096,
      requiredIps: 7,
    });
  });

  it('asks for three addresses where four VMs have 32,000 ports each, as its own API does', () => {
    // GoogleCloudPlatform/gcpdiag test-data/nat1: minExtraNatIpsNeeded 2 beside one address; unrounded blocks would say 2 in all.
    const fixed = { ...google, allocation: { kind: 'static-per-vm', portsPerVm: 32_000 } } as const;
    const result = plan(egress(fixed, 4), steady(1));
    expect(gateway(result)).toMatchObject({ currentIps: 1, requiredIps: 3 });
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'vms-without-ports', severity: 'critical' }),
    );
  });

  it('is exhausted for all its machines where some have no ports, however much room the others have', () => {
    const fixed = { ...google, allocation: { kind: 'static-per-vm', portsPerVm: 32_000 } } as const;
    const short = plan(egress(fixed, 4), steady(1));
    // 32,768 ports a block: one machine of four is served, 3 connections of 4 are blocked from the start.
    expect(resource(short, 'nat:snat-ports:api')).toMatchObject({
      status: 'exhausted',
      peak: { blockingProbability: 0.75 },
      headroom: { factor: 0 },
      exhaustionAt: { p50: START, planning: START, p99: START },
    });
    expect(short.summary).toEqual({
      status: 'exhausted',
      binding: 'nat:snat-ports:api',
      exhaustionAt: START,
    });
    const enough = plan(egress({ ...fixed, publicIps: 3 }, 4), steady(1));
    expect(resource(enough, 'nat:snat-ports:api').status).toBe('ok');
    const idle = plan(egress(fixed, 4), steady(0));
    expect(idle.summary.status).toBe('ok');
  });

  it('is not exhausted where only a group that has grown to its most would lack ports', () => {
    const fixed = { ...google, allocation: { kind: 'static-per-vm', portsPerVm: 32_000 } } as const;
    const grows = egress(fixed, 1);
    const nodes = grows.nodes.map((node) =>
      node.id === 'app'
        ? { ...node, instances: { min: 1, max: 4, requestsPerSecondPerInstance: 100 } }
        : node,
    ) as typeof grows.nodes;
    const result = plan({ ...grows, nodes }, steady(1));
    expect(result.summary.status).toBe('ok');
    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'vms-without-ports' }));
  });

  it('says that no number of addresses helps beyond the largest dynamic block', () => {
    const dynamic = {
      ...google,
      allocation: { kind: 'dynamic-per-vm', minPortsPerVm: 32, maxPortsPerVm: 1024 },
    } as const;
    expect(gateway(plan(egress(dynamic), steady(200)))).toMatchObject({
      requiredIps: null,
      requiredIpsTotal: null,
      gatewaysRequired: null,
    });
  });

  it('has one pool for all destinations with endpoint-independent mapping', () => {
    const independent = plan(egress({ ...google, tupleScope: 'translator' }), steady(1));
    expect(resource(independent, 'nat:snat-ports:*').destination).toBeNull();
  });
});

describe('MASQUERADE on Linux', () => {
  const linux = { profile: 'linux/iptables-masquerade' };

  it('holds a tuple 120 s after close, in conntrack and not in TIME_WAIT', () => {
    const pool = resource(plan(egress(linux), steady(100)), 'nat:snat-ports:api');
    expect(pool.capacity).toBe(64_512);
    expect(pool.peak.offeredLoad).toBeCloseTo(100 * 121, 6);
  });

  it('loses connections before it is full: its range is exhausted near 85 % although Erlang B would allow 98 %', () => {
    const loose = { targetUtilization: 1, softUtilization: 1, blockingProbability: 1e-5 };
    const at = (share: number): string =>
      resource(plan(egress(linux, 10), steady((64_512 * share) / 121), loose), 'nat:snat-ports:api').status;
    expect(at(0.83)).not.toBe('exhausted');
    expect(at(0.86)).toBe('exhausted');
  });

  it('cannot be helped by addresses where one machine is behind it: a hash pins it to one', () => {
    expect(gateway(plan(egress(linux, 1), steady(600)))).toMatchObject({ requiredIps: null });
    expect(gateway(plan(egress(linux, 200), steady(600))).requiredIps).toBeGreaterThan(1);
  });
});

describe('Azure Load Balancer outbound', () => {
  it('gives instances their ports by the size of the pool', () => {
    const pool = resource(
      plan(egress({ profile: 'azure/load-balancer-outbound' }, 60), steady(1)),
      'nat:snat-ports:api',
    );
    expect([pool.scope, pool.capacity]).toEqual(['vm', 512]);
  });

  it('counts the machines of all that leave through it: two groups of 50 are a pool of 100', () => {
    const one = egress({ profile: 'azure/load-balancer-outbound' }, 50);
    const jobs = { id: 'jobs', kind: 'backend', instances: 50 } as const;
    const shared: Topology = {
      ...one,
      nodes: [...one.nodes, jobs],
      legs: [
        ...one.legs,
        { id: 'users-jobs', from: 'users', to: 'jobs', responseTimeSeconds: 0.1 },
        { id: 'jobs-api', from: 'jobs', to: 'api', via: ['nat'], responseTimeSeconds: 1 },
      ],
    };
    const capacities = (topology: Topology): readonly number[] =>
      plan(topology, steady(1))
        .resources.filter(({ kind }) => kind === 'snat-ports')
        .map(({ capacity }) => capacity);
    expect(capacities(one)).toEqual([1024]);
    expect(capacities(shared)).toEqual([512, 512]);
  });
});

describe('what is lost and still carried', () => {
  it('an instance of the application leaves its traffic to the others', () => {
    const all = resource(plan(egress({}, 4), steady(800)), 'app:ephemeral-ports:api');
    const three = resource(
      plan(egress({}, 4), steady(800), { survive: 'instance' }),
      'app:ephemeral-ports:api',
    );
    expect(three.peak.offeredLoad).toBeCloseTo((all.peak.offeredLoad * 4) / 3, 6);
    expect(three.explanation.inputs['survives']).toBe('an instance of app');
  });

  it('auto-scaling adds instances with the traffic, up to its most', () => {
    const base = egress({});
    const scaled = {
      ...base,
      nodes: base.nodes.map((node) =>
        node.kind === 'backend'
          ? { ...node, instances: { min: 2, max: 20, requestsPerSecondPerInstance: 100 } }
          : node,
      ),
    };
    const load = (rate: number): number =>
      resource(plan(scaled, steady(rate)), 'app:ephemeral-ports:api').peak.offeredLoad;
    expect(load(100)).toBeCloseTo(50 * 61, 6);
    expect(load(1000)).toBeCloseTo(100 * 61, 6);
    expect(load(4000)).toBeCloseTo(200 * 61, 6);
  });
});

describe('UDP through a translator', () => {
  const load = (profile: string, extra: { udpIdleTimeoutSeconds?: number } = {}): number =>
    resource(
      plan(egress({ profile, ...extra }, 10, { protocol: 'udp' }), steady(10)),
      'nat:snat-ports:api/udp',
    ).peak.offeredLoad;

  it.each([
    ['aws/nat-gateway', 350],
    ['azure/nat-gateway', 240 + 65],
    ['linux/iptables-masquerade', 30],
  ])('holds its port on %s for %d s after the last datagram: nobody closes it', (profile, seconds) => {
    expect(load(profile)).toBeCloseTo(10 * (1 + seconds), 6);
  });

  it('holds it on Google Cloud for 30 s, not for the 120 s of TIME_WAIT, on each machine', () => {
    expect(load('gcp/cloud-nat')).toBeCloseTo((10 / 10) * (1 + 30), 6);
  });

  it('holds it for as long as the document says', () => {
    expect(load('aws/nat-gateway', { udpIdleTimeoutSeconds: 20 })).toBeCloseTo(10 * (1 + 20), 6);
  });
});
