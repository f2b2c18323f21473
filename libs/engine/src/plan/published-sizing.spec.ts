import { direct, egress, gateway, resource, steady } from '../../fixtures/plans.js';
import type { Host } from '../topology/host.js';
import type { Allocation } from '../topology/translator.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

// Worked sizings of providers and products, read in November 2026, as documents.
const AZURE_DEFAULT =
  'learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections, 2026-07-07';
const AZURE_TROUBLE = 'learn.microsoft.com/azure/load-balancer/troubleshoot-outbound-connection, 2022-04-05';
const AZURE_RULES = 'learn.microsoft.com/azure/load-balancer/outbound-rules, 2024-04-11';
const DET44 = 's3-docs.fd.io/vpp, DET44 plugin';
const TNSR = 'docs.netgate.com/tnsr, Deterministic NAT';

function planned(profile: string, machines: number, publicIps: number, allocation?: Allocation): PlanResult {
  const nat = { profile, publicIps, ...(allocation === undefined ? {} : { allocation }) };
  return plan(egress(nat, machines), steady(0.001), {}, { recommendations: false });
}

function portsOfMachine(result: PlanResult): number | null {
  const [pool] = result.resources.filter(({ kind }) => kind === 'snat-ports');
  return pool?.capacity ?? null;
}

describe('ports of a machine', () => {
  it.each([
    [100, 1, 512],
    [100, 2, 1024],
    [100, 3, 1024],
  ])(`by default on Azure: of %d with %d addresses %d (${AZURE_DEFAULT})`, (machines, publicIps, ports) => {
    expect(portsOfMachine(planned('azure/load-balancer-outbound', machines, publicIps))).toBe(ports);
  });

  it.each([
    [10, 6400, AZURE_TROUBLE],
    [2, 32_000, AZURE_RULES],
    [1, 64_000, AZURE_RULES],
  ])('by hand on Azure: each of %d may have %d of one address (%s)', (machines, ports) => {
    expect(portsOfMachine(planned('azure/load-balancer-outbound', machines, 1, { kind: 'manual' }))).toBe(
      ports,
    );
    const given = { kind: 'manual', portsPerVm: ports } as const;
    expect(gateway(planned('azure/load-balancer-outbound', machines, 1, given)).requiredIps).toBe(1);
  });

  it(`seven machines of 10,000 on Azure are refused with one address, and have room on two (${AZURE_RULES})`, () => {
    const given = { kind: 'manual', portsPerVm: 10_000 } as const;
    const one = planned('azure/load-balancer-outbound', 7, 1, given);
    expect(resource(one, 'nat:snat-ports:api').status).toBe('exhausted');
    expect(gateway(one).requiredIps).toBe(2);
    const two = planned('azure/load-balancer-outbound', 7, 2, given);
    expect(resource(two, 'nat:snat-ports:api').status).toBe('ok');
  });

  it.each([
    [256, 4, 1008, DET44],
    [256, 1, 252, DET44],
    [131_072, 128, 63, TNSR],
  ])(
    'deterministic NAT: each of %d subscribers behind %d addresses has %d (%s)',
    (subscribers, publicIps, ports) => {
      const result = planned('cgnat', subscribers, publicIps, { kind: 'manual' });
      expect(portsOfMachine(result)).toBe(ports);
      expect(gateway(result).requiredIps).toBeLessThanOrEqual(publicIps);
    },
  );
});

describe('subscribers and machines that one address has ports for', () => {
  it.each([
    ['VyOS documentation, CGNAT: 64,512 / 2,000 rounded down', 64_512, 2000, 32],
    ['VyOS documentation, CGNAT: with a limit of 1,000', 64_512, 1000, 64],
    ['a chart of carrier NAT: dynamic ports only, 6 a host', 16_384, 6, 2730],
    ['a chart of carrier NAT: all above 1023, 60 a host', 64_512, 60, 1075],
    ['a course on networks, exercise 1.5: hosts with 100 connections each', 64_512, 100, 645],
  ])('%s', (_source, portsPerIp, portsPerVm, machines) => {
    // A pool of an address is divided: `portsPerIp` of each, where the catalogue has 64,512.
    const sized = (count: number): number | null => {
      const nat = { profile: 'acme/carrier', allocation: { kind: 'static-per-vm', portsPerVm } } as const;
      const carrier = {
        id: 'acme/carrier',
        basedOn: 'cgnat',
        source: 'as published',
        asOf: '2026-11-30',
        translator: { portsPerIp, allocatablePortsPerIp: portsPerIp },
      };
      const topology = { ...egress(nat, count), profiles: [carrier] };
      return gateway(plan(topology, steady(0.001), {}, { recommendations: false })).requiredIps;
    };
    expect([sized(machines), sized(machines + 1)]).toEqual([1, 2]);
  });

  it.each([
    [
      'notes on Google Cloud’s exam: 200 machines of 128 ports',
      'gcp/cloud-nat',
      'static-per-vm',
      200,
      128,
      1,
    ],
    [
      'learn.microsoft.com, InvalidLoadBalancerProfileAllocatedOutboundPorts: 100 nodes of 1,024',
      'azure/load-balancer-outbound',
      'manual',
      100,
      1024,
      2,
    ],
  ] as const)('%s', (_source, profile, kind, machines, portsPerVm, publicIps) => {
    expect(gateway(planned(profile, machines, 1, { kind, portsPerVm })).requiredIps).toBe(publicIps);
  });

  it('200,000 machines of 1,024 ports take 3,175 addresses, not the 3,126 of notes that divide by 65,535', () => {
    const allocation = { kind: 'static-per-vm', portsPerVm: 1024 } as const;
    const result = gateway(planned('gcp/cloud-nat', 200_000, 1, allocation));
    expect(result).toMatchObject({ requiredIps: 3175, ipsPerGatewayLimit: 300, gatewaysRequired: 11 });
  });
});

describe('connections a second to one server that a host can go on with', () => {
  const lasting = (host: Host): number => {
    const call = { responseTimeSeconds: 0, connections: { reuse: 'none', closedBy: 'initiator' } } as const;
    // Of what fills all ports on average; a policy of 1e-6 leaves the last hundred free.
    const { resources } = plan(direct({ host, instances: 1 }, call), steady(1));
    const pool = resources.find(({ kind }) => kind === 'ephemeral-ports');
    return (pool?.capacity ?? 0) / Number(pool?.explanation.inputs['timeWaitSeconds']);
  };

  it.each([
    ['guides of 2026: Linux, 28,232 / 60', { profile: 'linux' }, 470],
    [
      'the same with ports from 1024 on; 64,511 there is one too few',
      { ephemeralPortRange: [1024, 65_535] },
      1075,
    ],
    ['Windows, 16,384 / 120', { profile: 'windows', timeWaitSeconds: 120 }, 136],
    ['Linux, 10000 to 65535: 55,536 ports', { ephemeralPortRange: [10_000, 65_535] }, 925.6],
  ] as const)('%s: about %d', (_source, host, published) => {
    expect(Math.abs(lasting(host) / published - 1)).toBeLessThan(0.005);
  });

  it('1,000 a second leave 60,000 in TIME_WAIT (notes on Release It!), for which Linux has too few ports', () => {
    const call = { responseTimeSeconds: 0, connections: { reuse: 'none', closedBy: 'initiator' } } as const;
    const pool = resource(plan(direct({ instances: 1 }, call), steady(1000)), 'app:ephemeral-ports:api');
    expect(pool.peak.offeredLoad).toBeCloseTo(60_000, 6);
    expect(pool.status).toBe('exhausted');
  });

  it('a load test from a Mac stops at 16,384 connections, 1,536 a second, after eleven seconds (tech.bluesmoon.info, 2011-09-06)', () => {
    const call = {
      responseTimeSeconds: 0.06,
      connections: { reuse: 'none', closedBy: 'initiator' },
    } as const;
    const pool = resource(
      plan(direct({ host: { profile: 'macos' }, instances: 1 }, call), {
        ...steady(0.001),
        demand: [
          {
            source: 'users',
            requestsPerSecond: 0.001,
            events: [
              { name: 'ab', start: '2026-12-01T01:00:00Z', durationSeconds: 30, multiplier: 1_536_000 },
            ],
          },
        ],
      }),
      'app:ephemeral-ports:*',
    );
    expect(pool.capacity).toBe(16_384);
    expect(pool.exhaustionAt.planning).toMatch(/^2026-12-01T01:00:1[01]Z$/);
  });

  it('900 a second are about 55,000 a minute, which one address of an AWS NAT gateway has (its older guide)', () => {
    const call = { responseTimeSeconds: 0, connections: { reuse: 'none' } } as const;
    const at = (rate: number): number => {
      const all = { targetUtilization: 1, softUtilization: 1, blockingProbability: 0.001 };
      return gateway(plan(egress({}, 10, call), steady(rate), all)).requiredIps ?? 0;
    };
    expect([at(900), at(950)]).toEqual([1, 2]);
  });
});
