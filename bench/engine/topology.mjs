// Topologies of any size, and a year of hours.

const LEGS_PER_SERVICE = 2;
const SERVICES_PER_GATEWAY = 10;

/**
 * Services that each call a destination of their own through a shared gateway: two legs a service.
 *
 * @param pools whether the calls keep connections in pools of given settings
 */
export function topologyOf(legs, pools) {
  const services = Array.from({ length: legs / LEGS_PER_SERVICE }, (_, index) => index);
  return {
    apiVersion: 'portplan/v1',
    kind: 'Topology',
    name: `${legs} legs`,
    nodes: [
      { id: 'users', kind: 'clients' },
      ...services.flatMap((index) => [
        { id: `app-${index}`, kind: 'backend', instances: 4 },
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
        share: 1 / services.length,
        responseTimeSeconds: 0.1,
      },
      {
        id: `out-${index}`,
        from: `app-${index}`,
        to: `api-${index}`,
        via: [`nat-${index - (index % SERVICES_PER_GATEWAY)}`],
        // No two alike, so that nothing is computed once for all.
        responseTimeSeconds: 0.2 + index / 1000,
        connections: pools
          ? { reuse: 'keep-alive', maxIdle: 8, idleTimeoutSeconds: 30 }
          : { reuse: 'none', closedBy: 'initiator' },
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
