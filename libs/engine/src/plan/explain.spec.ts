import { direct, egress, resource, steady } from '../../fixtures/plans.js';
import type { Connections } from '../topology/leg.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';
import type { Resource } from './result.js';

const planned = (topology: Topology, rate: number, id: string): Resource =>
  resource(plan(topology, steady(rate), {}, { recommendations: false }), id);

const NUMBER = '(-?[\\d.]+(?:e[+-]\\d+)?)';

/** The numbers of the one step that a pattern matches, `#` standing for each. */
const numbersIn = ({ explanation: { steps } }: Resource, pattern: string): readonly number[] => {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('#', NUMBER);
  const matches = steps.flatMap((step) => {
    const match = new RegExp(escaped, 'u').exec(step);
    return match === null ? [] : [match];
  });
  if (matches.length !== 1)
    throw new Error(`${String(matches.length)} steps match ${pattern}:\n${steps.join('\n')}`);
  return matches[0]?.slice(1).map(Number) ?? [];
};

/** Whether two numbers that were printed with six digits are the same. */
const same = (left: number | undefined, right: number | undefined): void => {
  expect(Math.abs((left ?? NaN) - (right ?? NaN))).toBeLessThanOrEqual(
    2e-5 * Math.max(1e-3, Math.abs(right ?? 0)),
  );
};

describe('the derivation of the ports that a machine is given', () => {
  it.each([
    [
      { profile: 'azure/load-balancer-outbound', publicIps: 3 },
      100,
      'ports of a machine = 512 for each in a pool of 100 machines × addresses 3, at most 1024 = 1024',
    ],
    [
      { profile: 'azure/load-balancer-outbound', publicIps: 2, allocation: { kind: 'manual' } },
      7,
      'ports of a machine = the largest multiple of eight within 2 × 64000 / 7 machines, at most 64000 = 18280',
    ],
    [
      { profile: 'gcp/cloud-nat', allocation: { kind: 'static-per-vm', portsPerVm: 128 } },
      7,
      'ports of a machine = 128 as configured = 128',
    ],
    [
      { profile: 'gcp/cloud-nat', publicIps: 2, allocation: { kind: 'dynamic-per-vm' } },
      7,
      'ports of a machine = the largest power of two within 2 × 64512 / 7 machines, at most 65536; from 32 to 65536 = 16384',
    ],
    [
      { profile: 'cgnat', publicIps: 4, allocation: { kind: 'manual' } },
      250,
      'ports of a machine = the whole ports of 64512 / (250 machines / 4 addresses, rounded up) = 1024',
    ],
  ] as const)('%j behind %d machines', (gateway, machines, line) => {
    const pool = gateway.profile === 'cgnat' ? 'nat:snat-ports:*' : 'nat:snat-ports:api';
    expect(planned(egress(gateway, machines), 1, pool).explanation.steps[0]).toBe(line);
  });

  it('is more than configured for a node with a range of addresses for containers', () => {
    const base = egress({ profile: 'gcp/cloud-nat' });
    const nodes = base.nodes.map((node): TopologyNode =>
      node.id === 'app' ? { id: 'app', kind: 'cluster', instances: 3 } : node,
    );
    expect(planned({ ...base, nodes }, 1, 'nat:snat-ports:api').explanation.steps[0]).toBe(
      'ports of a machine = 64 as configured, at least 1024 where a machine has a range of addresses for containers = 1024',
    );
  });
});

describe('the derivation of a keep-alive pool, followed with a calculator', () => {
  const pools: readonly (readonly [string, Connections])[] = [
    [
      'bound by idle slots',
      { reuse: 'keep-alive', maxIdle: 8, idleTimeoutSeconds: 30, maxRequests: 1000, maxAgeSeconds: 600 },
    ],
    ['bound by its idle timeout', { reuse: 'keep-alive', idleTimeoutSeconds: 2 }],
    ['bound by use', { reuse: 'keep-alive', maxIdle: 64, maxRequests: 50 }],
    ['that keeps nothing', { reuse: 'keep-alive', maxIdle: 0 }],
    [
      'with fewer connections than requests in flight',
      { reuse: 'keep-alive', maxConnections: 10, maxRequests: 100 },
    ],
  ];
  const of = (connections: Connections): Resource =>
    planned(egress({}, 10, { connections, responseTimeSeconds: 0.2 }), 1000, 'nat:snat-ports:api');

  it.each(pools)('%s: every line follows from those before', (_name, connections) => {
    expect.hasAssertions();
    const pool = of(connections);
    const [rate, processes, each] = numbersIn(pool, '# requests/s at the peak, on # processes: #/s each');
    same(each, (rate ?? 0) / (processes ?? 1));
    const [perProcess, response, inFlight] = numbersIn(pool, 'in flight per process = #/s × # s = #');
    same(perProcess, each);
    same(inFlight, (perProcess ?? 0) * (response ?? 0));
    const [open] = numbersIn(pool, 'open per process = #,');
    const [slots, timeout, requests, age, dialled] = numbersIn(
      pool,
      'dialled per process = # (no idle slot was free) + # (the idle timeout) + # (maxRequests) + # (maxAgeSeconds) = #/s',
    );
    same(dialled, (slots ?? 0) + (timeout ?? 0) + (requests ?? 0) + (age ?? 0));
    const [, , hold] = numbersIn(pool, 'a connection is open # / # = # s (Little)');
    same(hold, (open ?? 0) / (dialled ?? 1));
    const [opened, allOpen] = numbersIn(pool, 'all processes: # connections/s, # open');
    same(opened, (dialled ?? 0) * (processes ?? 1));
    same(allOpen, (open ?? 0) * (processes ?? 1));
    const [, , quarantine, held] = numbersIn(pool, 'held = (# + #/s × # s after close) = #');
    same(held, (allOpen ?? 0) + (opened ?? 0) * (quarantine ?? 0));
    same(held, pool.peak.offeredLoad);
    const [load, target, ratio] = numbersIn(pool, 'tuples: # / # = # for the target');
    same(ratio, (load ?? 0) / (target ?? 1));
    const [capacity, taken, left] = numbersIn(pool, 'headroom = # − # = #;');
    same(left, (capacity ?? 0) - (taken ?? 0));
  });

  it.each(pools)(
    '%s: what the numeric method gives lies within the bounds that need none',
    (_name, connections) => {
      const pool = of(connections);
      const [open] = numbersIn(pool, 'open per process = #,');
      const [atLeast] = numbersIn(pool, 'by hand at least #, those in flight');
      expect(open).toBeGreaterThanOrEqual((atLeast ?? Infinity) * (1 - 1e-5));
      const bounded = pool.explanation.steps.find((step) => step.includes('those in flight, at most'));
      // A pool without any limit of idle connections has none.
      const isBounded = ['maxIdle', 'idleTimeoutSeconds', 'maxConnections'].some(
        (field) => field in connections,
      );
      expect(bounded !== undefined).toBe(isBounded);
      const atMost = bounded === undefined ? Infinity : Number(/at most .* = ([\d.]+)/.exec(bounded)?.[1]);
      expect(open).toBeLessThanOrEqual(atMost * (1 + 1e-5));
      const [most] = numbersIn(pool, 'by hand at most #, one for each request');
      const [dialled] = numbersIn(pool, '(maxAgeSeconds) = #/s');
      expect(dialled).toBeLessThanOrEqual((most ?? 0) * (1 + 1e-5));
    },
  );

  it('names the method and where it is written down', () => {
    const { sources } = of(pools[0]?.[1] ?? { reuse: 'none' }).explanation;
    expect(sources.filter((source) => /Keilson|Visintin|Weideman/.test(source))).toHaveLength(2);
  });
});

describe('the derivation of a measured keep-alive', () => {
  const open = (connections: Connections): Resource =>
    planned(egress({}, 10, { connections, responseTimeSeconds: 0.5 }), 100, 'nat:snat-ports:api');

  it('says how long a connection is open where nobody measured it: its requests, and the shortest idle timeout', () => {
    const pool = open({ reuse: 'keep-alive', requestsPerConnection: 4 });
    const [requests, each, idle, seconds] = numbersIn(
      pool,
      'a connection is open # × # s + # s until it is closed = # s',
    );
    expect([requests, each, idle, seconds]).toEqual([4, 0.5, 350, 352]);
    const [held] = numbersIn(pool, 'each connection holds its tuple # s open');
    expect(held).toBe(seconds);
  });

  it('takes what was measured as it is', () => {
    const { steps } = open({
      reuse: 'keep-alive',
      requestsPerConnection: 4,
      connectionSeconds: 20,
    }).explanation;
    expect(steps.filter((step) => step.includes('a connection is open'))).toEqual([]);
  });
});

describe('the derivation of multiplexed connections', () => {
  it('has requests, what is in flight, what is open and what is held', () => {
    const connections = { reuse: 'multiplex', maxConcurrentStreams: 10, idleTimeoutSeconds: 30 } as const;
    const pool = planned(
      direct({}, { connections, responseTimeSeconds: 0.5 }),
      100,
      'app:ephemeral-ports:api',
    );
    const [, , inFlight] = numbersIn(pool, 'in flight per process = #/s × # s = #');
    expect(inFlight).toBe(50);
    const [open] = numbersIn(pool, 'open per process = #, each filled before the next is opened');
    const [atLeast] = numbersIn(pool, 'by hand at least in flight / maxConcurrentStreams = #');
    expect(atLeast).toBe(5);
    expect(open).toBeGreaterThan(5);
    expect(open).toBeLessThan(10);
  });
});

describe('the derivation of a bounded port search', () => {
  const at = (share: number, gateway: Partial<Extract<TopologyNode, { kind: 'nat-gateway' }>>): Resource =>
    planned(egress(gateway, 1), (share * 64_512) / 121, 'nat:snat-ports:api');

  it.each([0.5, 0.8, 0.9, 0.95, 1.1])(
    'at %d of the ports says what a full pool loses, what the search does, and a bound that needs no model',
    (share) => {
      const pool = at(share, { profile: 'linux/iptables-masquerade' });
      const [, , full] = numbersIn(pool, 'a full pool: B(# tuples, # erlangs) = #');
      const [attempts, percent, lost] = numbersIn(
        pool,
        'a search of # ports at most, in runs of neighbours: # % of the ports are taken, and # of searches find none free',
      );
      const [, , scattered] = numbersIn(pool, 'were they scattered, #^# = # would be lost');
      expect(attempts).toBe(248);
      expect(scattered).toBeLessThanOrEqual(lost ?? 0);
      const byHand = ((percent ?? 0) / 100) ** 248;
      expect(Math.abs((scattered ?? 0) - byHand)).toBeLessThanOrEqual(2e-3 * byHand);
      const [blocking] = numbersIn(pool, 'blocking = the larger of the two = #');
      same(blocking, Math.max(full ?? 0, lost ?? 0));
      expect(pool.explanation.sources).toContainEqual(expect.stringContaining('Konheim, Weiss'));
    },
  );

  it('is left out where every port is looked at', () => {
    const { steps, sources } = at(0.9, { profile: 'aws/nat-gateway' }).explanation;
    expect(steps.some((step) => step.includes('a search of'))).toBe(false);
    expect(sources.some((source) => source.includes('Konheim'))).toBe(false);
  });
});

describe('the steps of an explanation', () => {
  it('are written when they are read, and are the same as text and as a value', () => {
    const { explanation } = planned(egress({}), 100, 'nat:snat-ports:api');
    const copied = JSON.parse(JSON.stringify(explanation)) as typeof explanation;
    expect(copied.steps).toEqual(explanation.steps);
    expect(structuredClone(explanation).steps).toEqual(explanation.steps);
    expect(explanation.steps).toBe(explanation.steps);
  });

  it('of connections that are never closed say what they add to the hold', () => {
    const connections = { reuse: 'none', abandonedShare: 0.01 } as const;
    const pool = planned(egress({}, 10, { connections }), 100, 'nat:snat-ports:api');
    expect(
      numbersIn(
        pool,
        'a share of # is never closed, and waits # s for the first on the path to forget it: # s more',
      ),
    ).toEqual([0.01, 350, 3.5]);
  });
});
