import type { MultiplexSettings, PoolDemand, PoolRates, PoolSettings, Reuse } from '../pooling/index.js';
import type { ConnectionRate } from './contribution.js';
import { mostOpen, type EndpointPools } from './endpoint-pools.js';
import { figure } from './figure.js';

/** Whose connections a law tells of: all of a process, or those to one of its endpoints. */
type PoolOwner = 'process' | 'pool';

/** The numeric method by which connections of a pool are found, for whoever follows a derivation. */
export const POOL_METHOD_SOURCES: readonly string[] = [
  'connections of a pool as relays on the M/M/∞ queue of requests in flight: Visintin, Differential Models of Hysteresis, Springer 1994, ch. III; Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages)',
  'their transforms inverted numerically: Trefethen, Weideman, Schmelzer, Talbot quadratures and rational approximations, BIT 46, 2006',
];

/**
 * How a keep-alive pool of one process, or of one of its endpoints, comes to its connections, a line each: in flight,
 * open, born by cause, held. What a numeric method gives stands beside bounds that can be checked by hand.
 */
export function keepAliveSteps(
  demand: PoolDemand,
  settings: PoolSettings,
  { connectionsPerSecond, openConnections, births }: PoolRates,
  owner: PoolOwner,
): readonly string[] {
  const { requestsPerSecond: rate } = demand;
  const { maxIdle = Infinity, maxRequests = Infinity, maxConnections = Infinity } = settings;
  const inFlight = inFlightOf(demand);
  const most = least([
    [inFlight + maxIdle, `in flight + maxIdle`],
    reach(demand, settings),
    [maxConnections, 'maxConnections'],
  ]);
  const fewest = Math.min(inFlight, maxConnections);
  const causes = [
    ['no idle slot was free', births.idleSlots],
    ['the idle timeout', births.idleTimeout],
    ['maxRequests', births.requestLimit],
    ['maxAgeSeconds', births.age],
  ] as const;
  const byRequests =
    maxRequests === Infinity ? '' : `, at least rate / maxRequests = ${figure(rate / maxRequests)}`;
  return [
    inFlightLine(demand, owner),
    `open per ${owner} = ${figure(openConnections)}, idle ones included, by first passages of the number in flight (M/M/∞, ${settingsText(settings)}); by hand at least ${figure(fewest)}, those in flight${most}`,
    `dialled per ${owner} = ${causes.map(([cause, births]) => `${figure(births)} (${cause})`).join(' + ')} = ${figure(connectionsPerSecond)}/s; by hand at most ${figure(rate)}, one for each request${byRequests}`,
    ...holdLine(openConnections, connectionsPerSecond),
  ];
}

/** The same of connections that carry many requests at once. */
export function multiplexSteps(
  demand: PoolDemand,
  settings: MultiplexSettings,
  { connectionsPerSecond, openConnections }: Reuse,
  owner: PoolOwner,
): readonly string[] {
  const { maxConcurrentStreams: streams, connectionPerConcurrentRequest: each = false } = settings;
  const inFlight = inFlightOf(demand);
  const most = least([reach(demand, settings), [settings.maxConnections ?? Infinity, 'maxConnections']]);
  const how = each
    ? 'one for each request at once, up to maxConnections'
    : 'each filled before the next is opened';
  const fewest =
    streams === undefined
      ? ''
      : `; by hand at least in flight / maxConcurrentStreams = ${figure(Math.min(inFlight / streams, settings.maxConnections ?? Infinity))}`;
  return [
    inFlightLine(demand, owner),
    `open per ${owner} = ${figure(openConnections)}, ${how}, by first passages of the number in flight (M/M/∞, ${settingsText(settings)})${fewest}${most}`,
    `dialled per ${owner} = ${figure(connectionsPerSecond)}/s; by hand at most ${figure(demand.requestsPerSecond)}, one for each request`,
    ...holdLine(openConnections, connectionsPerSecond),
  ];
}

/**
 * The steps of one process that has a pool for each endpoint: how its requests fall on them, what one of them does, and
 * all of them again. Those of its pool where it has one for all.
 */
export function endpointPoolsSteps(
  pools: EndpointPools,
  { maxIdle, maxConnections = Infinity }: PoolSettings,
  ratesAt: (requestsPerSecond: number) => ConnectionRate,
  stepsOf: (requestsPerSecond: number, owner: PoolOwner) => readonly string[],
): (requestsPerSecond: number) => readonly string[] {
  const { count, maxIdleOfAll } = pools;
  if (count === 1) return (requestsPerSecond) => stepsOf(requestsPerSecond, 'process');
  const idle =
    maxIdleOfAll && maxIdle !== undefined
      ? `; maxIdle counts those of all pools: ${figure(maxIdle)} / ${figure(count)} = ${figure(maxIdle / count)} in each, between what the whole numbers beside it do`
      : '';
  const most = mostOpen(pools, maxConnections);
  return (requestsPerSecond) => {
    const each = requestsPerSecond / count;
    const { connectionsPerSecond, openConnections } = ratesAt(each);
    const all = openConnections * count;
    const capped = all > most ? `, of which maxConnections leaves ${figure(most)}` : '';
    return [
      `a pool for each of ${figure(count)} endpoints: ${figure(requestsPerSecond)}/s / ${figure(count)} = ${figure(each)}/s in each${idle}`,
      ...stepsOf(each, 'pool'),
      `all pools of a process: open ${figure(count)} × ${figure(openConnections)} = ${figure(all)}${capped}, dialled ${figure(count)} × ${figure(connectionsPerSecond)}/s = ${figure(connectionsPerSecond * count)}/s`,
    ];
  };
}

function inFlightOf({ requestsPerSecond, responseTimeSeconds }: PoolDemand): number {
  return requestsPerSecond * responseTimeSeconds;
}

function inFlightLine(demand: PoolDemand, owner: PoolOwner): string {
  const { requestsPerSecond, responseTimeSeconds } = demand;
  return `in flight per ${owner} = ${figure(requestsPerSecond)}/s × ${figure(responseTimeSeconds)} s = ${figure(inFlightOf(demand))}`;
}

function holdLine(open: number, dialled: number): readonly string[] {
  return dialled > 0
    ? [`a connection is open ${figure(open)} / ${figure(dialled)} = ${figure(open / dialled)} s (Little)`]
    : [];
}

/** No request keeps a connection for longer than it takes and the idle timeout behind it. */
function reach(demand: PoolDemand, { idleTimeoutSeconds }: PoolSettings): Bound {
  const { requestsPerSecond, responseTimeSeconds } = demand;
  return [
    requestsPerSecond * (responseTimeSeconds + (idleTimeoutSeconds ?? Infinity)),
    'rate × (response time + idle timeout)',
  ];
}

type Bound = readonly [value: number, name: string];

/** The tightest bound from above, in words; nothing where there is none. */
function least(bounds: readonly Bound[]): string {
  const [value, name] = bounds.reduce((tightest, bound) => (bound[0] < tightest[0] ? bound : tightest));
  return Number.isFinite(value) ? `, at most ${name} = ${figure(value)}` : '';
}

function settingsText(settings: PoolSettings): string {
  const { maxIdle, idleTimeoutSeconds, maxConnections } = settings;
  const given = Object.entries({ maxIdle, idleTimeoutSeconds, maxConnections }).flatMap(([name, value]) =>
    value === undefined || value === Infinity ? [] : [`${name} ${figure(value)}`],
  );
  return given.length === 0 ? 'nothing is closed for being idle' : given.join(', ');
}
