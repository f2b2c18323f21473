import { direct, resource, steady, withNodes } from '../../fixtures/plans.js';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import type { Leg } from '../topology/leg.js';
import { plan } from './plan.js';

/**
 * Published examples that are no computation of a plan, and why. They stay among the others, so that the list of what was
 * read is whole.
 */
const NOT_COMPUTED: Readonly<Record<string, string>> = {
  'proxy-02':
    'Envoy’s preconnect ratio opens connections ahead of requests; it is off by default and not modelled',
  'proxy-04':
    'Reactor Netty scatters the age at which it closes connections; maxAgeSeconds takes an interval for that, and no figure follows from it',
  'tencent-02':
    'units of capacity of a load balancer: a bill for bandwidth and requests, in which no port stands',
  'tencent-04': 'as tencent-02: new connections over those of a unit',
  'tencent-05': 'as tencent-02: new connections over those of a unit',
  'tencent-07': 'as tencent-02: units times the price of a provider whose prices the catalogue does not have',
  'tencent-08': 'as tencent-02: rules evaluated, which opens no connection',
};

describe('published examples that no law has a test for', () => {
  it('proxy-03: two workers of Envoy that speak HTTP/1 and HTTP/2 have four pools, a connection each at least', () => {
    const example = readWorkedExamples('proxy').find(({ id }) => id === 'proxy-03');
    const workers = Number(example?.inputs['worker_threads']);
    const base = direct({});
    const call = (id: string, reuse: 'keep-alive' | 'multiplex'): Leg => ({
      id,
      from: 'app',
      to: 'api',
      responseTimeSeconds: 1e-6,
      connections: { reuse, closedBy: 'responder' },
    });
    const envoy = {
      id: 'app',
      kind: 'proxy',
      mode: 'reverse',
      profile: 'envoy',
      processesPerInstance: workers,
    } as const;
    const legs = [...base.legs.slice(0, 1), call('http-1', 'keep-alive'), call('http-2', 'multiplex')];
    const result = plan({ ...withNodes(base, 'app', envoy), legs }, steady(1));
    // One request a second, each a microsecond long: never two at once in a pool.
    expect(resource(result, 'app:ephemeral-ports:api').peak.offeredLoad).toBeCloseTo(
      Number(example?.expected['min_pools_per_cluster_host']),
      2,
    );
  });

  it('those that are no computation are among the examples, each with its reason', () => {
    const ids = ['proxy', 'tencent'].flatMap((category) => readWorkedExamples(category).map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(Object.keys(NOT_COMPUTED)));
    // The others of these categories are computed: here, and by ports/published-arithmetic.spec.ts.
    expect(ids.filter((id) => !(id in NOT_COMPUTED)).sort()).toEqual([
      'proxy-03',
      'tencent-01',
      'tencent-06',
    ]);
  });
});
