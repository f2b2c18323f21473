import type { Forecast } from '../forecast/forecast.js';
import { instantOf } from '../forecast/instant.js';
import type { Assessment, Levels } from './assess.js';
import { explain } from './explain.js';
import { figure } from './figure.js';
import { requestsPerSecondAt, type RequestsOf } from './load-curve.js';
import { shareWithoutPorts, type MachinesServed } from './machines-served.js';
import type { CompletePolicy } from './policy.js';
import type { PoolContext } from './pool-recipe.js';
import type { InstantByQuantile, Resource } from './result.js';
import type { TrackCache } from './source-mix.js';

/** What a plan's pools were assessed from. */
interface Question {
  readonly forecast: Forecast;
  readonly context: PoolContext;
  readonly complete: CompletePolicy;
  readonly levels: Levels;
  readonly cache: TrackCache;
}

/** What a plan says of one pool. @param machines behind its translator, where that sets ports aside for each */
export function resourceOf(
  assessment: Assessment,
  { forecast, context, complete, levels, cache }: Question,
  machines: MachinesServed | undefined,
): Resource {
  const { pool, peak, headroom, status, overTargetAt, exhaustionAt } = assessment;
  const resource: Resource = {
    id: pool.id,
    node: pool.node,
    kind: pool.kind,
    destination: pool.destination,
    legs: pool.contributions.map(({ leg }) => leg),
    scope: pool.scope,
    protocol: pool.protocol,
    capacity: pool.tuplesPerSubpool * pool.subpools,
    peak,
    headroom,
    status,
    overTargetAt: instantsOf(overTargetAt),
    exhaustionAt: instantsOf(exhaustionAt),
    explanation: explain(
      assessment,
      context,
      complete,
      {
        forecast,
        atSeconds: assessment.curves.planning.peak.atSeconds,
        quantile: complete.planningQuantile,
        levels: levels.planning,
      },
      requestsAtPeak(assessment, { levels, cache }),
    ),
  };
  const inVain = pool.kind === 'snat-ports' && machines !== undefined ? shareWithoutPorts(machines) : 0;
  return machines === undefined || inVain <= complete.blockingProbability || peak.offeredLoad <= 0
    ? resource
    : exhaustedForSome(resource, assessment, machines, inVain);
}

/** What legs carry at the peak of a pool. */
export function requestsAtPeak(
  { curves }: Assessment,
  { levels, cache }: Pick<Question, 'levels' | 'cache'>,
): RequestsOf {
  const { atSeconds } = curves.planning.peak;
  return (coefficients) => requestsPerSecondAt(atSeconds, coefficients, levels.planning, cache);
}

/** All of them, found now. */
function instantsOf({ p50, planning, p99 }: InstantByQuantile): InstantByQuantile {
  return { p50, planning, p99 };
}

/** Machines with ports have the pool's own figures; the others have none, and each of their connections is blocked. */
function exhaustedForSome(
  resource: Resource,
  { curves }: Assessment,
  { served, fewest }: MachinesServed,
  inVain: number,
): Resource {
  const { peak, headroom, explanation } = resource;
  const blockingProbability = inVain + (1 - inVain) * peak.blockingProbability;
  const line = `${String(served)} of the ${String(fewest)} machines have ports: blocking over all = ${figure(inVain)} + (1 − ${figure(inVain)}) × ${figure(peak.blockingProbability)} = ${figure(blockingProbability)}`;
  const first = (quantile: keyof InstantByQuantile): string | null => {
    const at = curves[quantile].firstAtOrAbove(Number.MIN_VALUE);
    return at === null ? null : instantOf(at);
  };
  return {
    ...resource,
    peak: { ...peak, blockingProbability },
    headroom: { ...headroom, factor: 0 },
    status: 'exhausted',
    exhaustionAt: { p50: first('p50'), planning: first('planning'), p99: first('p99') },
    explanation: {
      ...explanation,
      get steps() {
        return [...explanation.steps, line];
      },
    },
  };
}
