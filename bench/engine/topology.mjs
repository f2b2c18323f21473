// Topologies of any size, and a year of hours.

const LEGS_PER_SERVICE = 2;
const SERVICES_PER_GATEWAY = 10;

/** What pools differ by from service to service, so that hardly two have all of it alike. */
const MAX_IDLE = [2, 8, 32, 64, 100, 256, undefined];
const IDLE_TIMEOUT_SECONDS = [4, 15, 30, 60, 90];
const MAX_REQUESTS = [undefined, undefined, undefined, 1000];
const GOLDEN_RATIO = 0.6180339887498949;
const INSTANCES = [2, 3, 4, 6, 12];

/** How the calls of a service connect, by its number. */
const CONNECTIONS = {
  /** One connection for each request. */
  plain: () => ({ reuse: 'none', closedBy: 'initiator' }),
  /** Pools of the same settings. */
  alike: () => ({ reuse: 'keep-alive', maxIdle: 8, idleTimeoutSeconds: 30 }),
  /** Pools of settings of their own. */
  own: (index) => ({
    reuse: 'keep-alive',
    ...given('maxIdle', MAX_IDLE, index),
    ...given('idleTimeoutSeconds', IDLE_TIMEOUT_SECONDS, index),
    ...given('maxRequests', MAX_REQUESTS, index),
  }),
};

/**
 * 0.2 to 0.7 s, no two alike, so that nothing is computed once for all; spread evenly however many there are, so that more legs
 * are more of the same.
 */
function responseTimeOf(index) {
  return 0.2 + ((index * GOLDEN_RATIO) % 1) / 2;
}

function given(field, values, index) {
  const value = values[index % values.length];
  return value === undefined ? {} : { [field]: value };
}

/**
 * Services that each call a destination of their own through a shared gateway: two legs a service.
 *
 * @param pools how the calls connect: `plain`, `alike` or `own`; with the last, rates and instances differ too
 */
export function topologyOf(legs, pools) {
  const weight = (index) => (pools === 'own' ? 1 + ((index * 7) % 23) : 1);
  const services = Array.from({ length: legs / LEGS_PER_SERVICE }, (_, index) => index);
  const weights = services.reduce((sum, index) => sum + weight(index), 0);
  return {
    apiVersion: 'portplan/v1',
    kind: 'Topology',
    name: `${legs} legs`,
    nodes: [
      { id: 'users', kind: 'clients' },
      ...services.flatMap((index) => [
        {
          id: `app-${index}`,
          kind: 'backend',
          instances: pools === 'own' ? INSTANCES[index % INSTANCES.length] : 4,
        },
        { id: `api-${index}`, kind: 'external' },
        ...(index % SERVICES_PER_GATEWAY === 0
          ? [{ id: `nat-${index}`, kind: 'nat-gateway', profile: 'aws/nat-gateway', publicIps: 2 }]
          : []),
      ]),
    ],
    legs: services.flatMap((index) => [
      {
        id: `in-${index}`,
        from: 'users',
        to: `app-${index}`,
        share: weight(index) / weights,
        responseTimeSeconds: 0.1,
      },
      {
        id: `out-${index}`,
        from: `app-${index}`,
        to: `api-${index}`,
        via: [`nat-${index - (index % SERVICES_PER_GATEWAY)}`],
        responseTimeSeconds: responseTimeOf(index),
        connections: CONNECTIONS[pools](index),
      },
    ]),
  };
}

export const STEPS = 8760;

/** Hours of a year with a shape of the day, growth and uncertainty; so much for each service. */
export function yearOf(legs) {
  return {
    apiVersion: 'portplan/v1',
    kind: 'Forecast',
    name: 'a year',
    start: '2026-01-01T00:00:00Z',
    stepSeconds: 3600,
    steps: STEPS,
    demand: [
      {
        source: 'users',
        requestsPerSecond: 10 * legs,
        growthPerMonth: 0.02,
        sigma: 0.2,
        dailyProfile: Array.from({ length: 24 }, (_, hour) => 0.5 + hour / 24),
      },
    ],
  };
}
