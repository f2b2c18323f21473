import { plan, type Demand, type Forecast, type Leg, type Resource, type Topology } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import type { Observed } from '../observed/observed.js';
import { dailyProfileOf, meanRate } from './daily-profile.js';
import { fitHoldingTime, type HoldingTimeFit } from './fit-holding-time.js';
import { isByTimeWait, meanOfPoints, samplesOf, seriesOf } from './samples.js';
import { withConnections } from './with-connections.js';

/** What was measured, and of which pool. */
export interface CalibrationQuestion {
  readonly topology: Topology;
  readonly forecast: Forecast;
  readonly observed: readonly Observed[];
  /** Id of the resource that was measured, such as `egress:snat-ports:payments`. */
  readonly pool: string;
}

/** A value that was found, and what stood there. */
export interface CalibratedValue {
  readonly document: 'topology' | 'forecast';
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
}

export interface Calibration {
  readonly pool: string;
  readonly leg: string;
  /** Periods in which both the open connections and the rate of new ones were measured. */
  readonly samples: number;
  readonly holdingTime: HoldingTimeFit;
  /** Requests per connection, where requests were measured too. */
  readonly requestsPerConnection: number | null;
  /** Busiest period over the mean. */
  readonly peakFactor: number;
  /** How long a tuple stayed taken after close, where tuples were measured; null where not. */
  readonly quarantineSeconds: number | null;
  /** Connections a second that found no port, where that was measured; null where not. */
  readonly failuresPerSecond: number | null;
  /** What the documents say of the measured time on average, before and after, beside what was measured. */
  readonly openConnections: { readonly observed: number; readonly before: number; readonly after: number };
  readonly values: readonly CalibratedValue[];
  readonly topology: Topology;
  readonly forecast: Forecast;
}

/** Of what a pool holds; less is a rounding error of the plan. */
const LEAST_WAITING = 1e-9;

/**
 * Puts measured values in the place of given or assumed ones: how long connections of a leg are open, how many requests
 * share one, and how much traffic its source makes through the day. What is measured of a pool with several legs, or of a
 * leg with several sources, cannot be divided among them.
 *
 * @throws ImportError that says which series or pool is missing, with a pointer into the question
 */
export function calibrate(question: CalibrationQuestion): Calibration {
  const { topology, forecast, observed } = question;
  const [index, leg] = measuredLeg(question);
  const [position, demand] = sourceOf(question, leg);
  const timeWaitSeconds = timeWaitOf(topology, forecast, demand.source, question.pool);
  const samples = samplesOf(observed, timeWaitSeconds);
  const byTimeWait = isByTimeWait(observed, timeWaitSeconds);
  const holdingTime = fitHoldingTime(samples);
  if (holdingTime === null)
    throw new ImportError(
      'nothing-understood',
      '/observed',
      null,
      'no connection was opened in the measured time',
    );
  const requests = seriesOf(observed, 'requests-per-second');
  const failures = seriesOf(observed, 'failures-per-second');
  const rate = meanRate(samples);
  const openMean = samples.reduce((sum, { openConnections }) => sum + openConnections, 0) / samples.length;
  const requestsPerConnection = requests === null || rate <= 0 ? null : meanOfPoints(requests) / rate;

  const calibratedLeg = withConnections(leg, holdingTime, requestsPerConnection);
  const legs = topology.legs.with(index, calibratedLeg.leg);
  const calibratedTopology = { ...topology, legs };
  const perRequest = connectionsPerRequest(calibratedTopology, forecast, demand.source, question.pool);
  const profile = dailyProfileOf(samples);
  const calibratedDemand: Demand = {
    source: demand.source,
    requestsPerSecond: rate / perRequest,
    ...(profile === null ? {} : { dailyProfile: profile }),
    ...(demand.growthPerMonth === undefined ? {} : { growthPerMonth: demand.growthPerMonth }),
    ...(demand.weeklyProfile === undefined ? {} : { weeklyProfile: demand.weeklyProfile }),
    ...(demand.events === undefined ? {} : { events: demand.events }),
    ...(demand.sigma === undefined ? {} : { sigma: demand.sigma }),
    ...(demand.peakedness === undefined ? {} : { peakedness: demand.peakedness }),
  };
  const calibratedForecast = { ...forecast, demand: forecast.demand.with(position, calibratedDemand) };
  const meanLoad = (documents: Topology, requestsPerSecond: number): number =>
    openAt(documents, forecast, demand.source, question.pool, requestsPerSecond);
  return {
    pool: question.pool,
    leg: leg.id,
    samples: samples.length,
    holdingTime,
    requestsPerConnection,
    peakFactor:
      rate > 0 ? Math.max(...samples.map(({ connectionsPerSecond }) => connectionsPerSecond)) / rate : 1,
    quarantineSeconds: byTimeWait ? null : quarantineOf(observed, openMean, rate),
    failuresPerSecond: failures === null ? null : meanOfPoints(failures),
    openConnections: {
      observed: openMean,
      before: meanLoad(topology, baseOf(demand)),
      after: meanLoad(calibratedTopology, rate / perRequest),
    },
    values: [
      ...calibratedLeg.fields.map(({ field, after, reason }) => ({
        document: 'topology' as const,
        pointer: `/legs/${String(index)}/${field}`,
        before: leg[field] ?? null,
        after,
        reason,
      })),
      {
        document: 'forecast',
        pointer: `/demand/${String(position)}`,
        before: demand,
        after: calibratedDemand,
        reason: `${String(samples.length)} periods with ${rate.toPrecision(4)} new connections a second on average${byTimeWait ? `, by sockets in TIME_WAIT over ${String(Number(timeWaitSeconds?.toPrecision(6)))} s,` : ','} ${perRequest.toPrecision(4)} for each request`,
      },
    ],
    topology: calibratedTopology,
    forecast: calibratedForecast,
  };
}

/** Tuples that are held and not open, or sockets in TIME_WAIT, over new ones a second: Little's law once more. */
function quarantineOf(observed: readonly Observed[], open: number, rate: number): number | null {
  const held = seriesOf(observed, 'tuples-held');
  const waiting = seriesOf(observed, 'sockets-in-time-wait');
  if (held === null && waiting !== null && rate > 0) return meanOfPoints(waiting) / rate;
  return held === null || rate <= 0 ? null : Math.max(0, (meanOfPoints(held) - open) / rate);
}

function measuredLeg({ topology, forecast, pool }: CalibrationQuestion): readonly [number, Leg] {
  const { resources } = plan(topology, forecast, {}, { recommendations: false });
  const resource = resources.find(({ id }) => id === pool);
  if (resource === undefined)
    throw new ImportError(
      'nothing-understood',
      '/pool',
      pool,
      `there is no pool ${JSON.stringify(pool)}; the pools are ${resources.map(({ id }) => id).join(', ')}`,
    );
  const [id, ...others] = resource.legs;
  if (id === undefined || others.length > 0)
    throw new ImportError(
      'nothing-understood',
      '/pool',
      pool,
      `${pool} is shared by the legs ${resource.legs.join(', ')}; what is measured of all cannot be divided among them`,
    );
  const index = topology.legs.findIndex((leg) => leg.id === id);
  const leg = topology.legs[index];
  if (leg === undefined) throw new RangeError(`leg ${id} of a plan is not in its topology`);
  return [index, leg];
}

/** The only source whose traffic reaches the pool. */
function sourceOf({ topology, forecast, pool }: CalibrationQuestion, leg: Leg): readonly [number, Demand] {
  const reaching = forecast.demand.flatMap((demand, index) =>
    connectionsAt(topology, forecast, demand.source, pool, 1) > 0 ? [[index, demand] as const] : [],
  );
  const [only, ...others] = reaching;
  if (only !== undefined && others.length === 0) return only;
  throw new ImportError(
    'nothing-understood',
    '/pool',
    pool,
    `the leg ${leg.id} has traffic of ${reaching.length === 0 ? 'no source' : reaching.map(([, { source }]) => source).join(', ')}; it must be of one`,
  );
}

/** A forecast of steady traffic from one source alone. */
function steady(forecast: Forecast, source: string, requestsPerSecond: number): Forecast {
  return { ...forecast, steps: 1, stepSeconds: 3600, demand: [{ source, requestsPerSecond }] };
}

function resourceAt(
  topology: Topology,
  forecast: Forecast,
  source: string,
  pool: string,
  requestsPerSecond: number,
): Resource | undefined {
  return plan(
    topology,
    steady(forecast, source, requestsPerSecond),
    {},
    { recommendations: false },
  ).resources.find(({ id }) => id === pool);
}

function connectionsAt(...question: Parameters<typeof resourceAt>): number {
  return resourceAt(...question)?.peak.connectionsPerSecond ?? 0;
}

/** Connections that are open on average: what the pool holds, less what waits after close. */
function openAt(...question: Parameters<typeof resourceAt>): number {
  const [topology, ...rest] = question;
  const resource = resourceAt(...question);
  if (resource === undefined) return 0;
  if (resource.kind === 'ephemeral-ports')
    return resourceAt(closedByResponders(topology, resource.node), ...rest)?.peak.offeredLoad ?? 0;
  const quarantine = resource.explanation.inputs['quarantineSeconds'];
  const { offeredLoad, connectionsPerSecond } = resource.peak;
  return offeredLoad - connectionsPerSecond * (typeof quarantine === 'number' ? quarantine : 0);
}

/** The same legs if the other side always closed first, so that no socket of this host waits. */
function closedByResponders({ nodes, legs, ...rest }: Topology, id: string): Topology {
  const profile = nodes.find((node) => node.id === id)?.profile;
  const closed = (leg: Leg): Leg => {
    // How a program with a profile reuses connections is the profile's to say.
    const connections = leg.connections ?? (profile === undefined ? ({ reuse: 'none' } as const) : null);
    return leg.from !== id || connections === null
      ? leg
      : { ...leg, connections: { ...connections, closedBy: 'responder' } };
  };
  return { ...rest, nodes, legs: legs.map(closed) };
}

/** How long a connection of a host's pool is in TIME_WAIT there, by who closes first; null where none is. */
function timeWaitOf(topology: Topology, forecast: Forecast, source: string, pool: string): number | null {
  const resource = resourceAt(topology, forecast, source, pool, 1);
  if (resource?.kind !== 'ephemeral-ports') return null;
  const { offeredLoad, connectionsPerSecond } = resource.peak;
  const waiting = offeredLoad - openAt(topology, forecast, source, pool, 1);
  return connectionsPerSecond > 0 && waiting > LEAST_WAITING * offeredLoad
    ? waiting / connectionsPerSecond
    : null;
}

/** Connections a second that the pool sees for one request a second of the source. @throws ImportError where there are none */
function connectionsPerRequest(topology: Topology, forecast: Forecast, source: string, pool: string): number {
  const rate = connectionsAt(topology, forecast, source, pool, 1);
  if (rate > 0) return rate;
  throw new ImportError('nothing-understood', '/pool', pool, `no traffic of ${source} reaches ${pool}`);
}

function baseOf({ requestsPerSecond, quantiles, series }: Demand): number {
  return requestsPerSecond ?? quantiles?.p50 ?? series?.[0] ?? 0;
}
