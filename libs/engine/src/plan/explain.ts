import { instantOf } from '../forecast/instant.js';
import { haywardBlocking } from '../queueing/index.js';
import type { Assessment } from './assess.js';
import { demandSteps, type DemandAtPeak } from './explain-demand.js';
import { legSteps } from './explain-legs.js';
import { surgeSteps } from './explain-surge.js';
import { poolBlocking, searchLoss, wholeAbove } from './admission.js';
import { figure } from './figure.js';
import type { RequestsOf } from './load-curve.js';
import { capacityOf, partPeakedness, type Pool } from './pool.js';
import type { PoolContext } from './pool-recipe.js';
import type { CompletePolicy } from './policy.js';
import type { Explanation, ResourceKind } from './result.js';
import { suddenStep, type SuddenStep } from './sudden-step.js';

const ERLANG_B_SOURCE =
  'Erlang B by Hayward: Jagerman, Some Properties of the Erlang Loss Function, BSTJ 53(3), 1974; Fredericks, Congestion in Blocking Systems, BSTJ 59(6), 1980';
const LITTLE_SOURCE = 'Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961';
const SURGE_SOURCE =
  'M(t)/G/∞ within surges: Eick, Massey, Whitt, The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993';
const RISE_SOURCE =
  'loss while the load rises: Massey, Whitt, An Analysis of the Modified Offered-Load Approximation for the Nonstationary Erlang Loss Model, Annals of Applied Probability 4(4), 1994; Harrison, Brownian Motion and Stochastic Flow Systems, 1985';

const PARKING_SOURCE =
  'ports in runs: Konheim, Weiss, An Occupancy Discipline and Applications, SIAM J. Appl. Math. 14(6), 1966';

/** What one unit of each kind of pool is, and what a connection does with it. */
const UNITS: Readonly<Record<ResourceKind, { readonly one: string; readonly takes: string }>> = {
  'ephemeral-ports': { one: 'tuples', takes: 'hold' },
  'snat-ports': { one: 'tuples', takes: 'hold' },
  conntrack: { one: 'entries', takes: 'hold' },
  connections: { one: 'connections', takes: 'are' },
  'file-descriptors': { one: 'descriptors', takes: 'hold' },
  bandwidth: { one: 'bit/s', takes: 'carry' },
  packets: { one: 'packets/s', takes: 'carry' },
};

/**
 * How a resource's figures came about, line by line, so that a person can follow them with a calculator. The lines are
 * written when they are first read: a plan has thousands, of which few are.
 *
 * @param requestsAtPeak requests per second of a leg with such coefficients at the pool's peak
 */
export function explain(
  assessment: Assessment,
  context: PoolContext,
  policy: CompletePolicy,
  demand: DemandAtPeak,
  requestsAtPeak: RequestsOf,
): Explanation {
  const { pool } = assessment;
  const step = suddenStep(assessment, requestsAtPeak);
  let steps: readonly string[] | undefined;
  return {
    formula: formulaOf(pool),
    inputs: {
      ...pool.inputs,
      peakedness: pool.peakedness,
      planningQuantile: policy.planningQuantile,
      targetUtilization: policy.targetUtilization,
      policyBlockingProbability: policy.blockingProbability,
      survives: assessment.failure,
      ...step,
    },
    get steps(): readonly string[] {
      steps ??= stepsOf(assessment, context, policy, demand, requestsAtPeak, step);
      return steps;
    },
    sources: sourcesOf(assessment, context.laws),
  };
}

function stepsOf(
  assessment: Assessment,
  context: PoolContext,
  policy: CompletePolicy,
  demand: DemandAtPeak,
  requestsAtPeak: RequestsOf,
  step: SuddenStep | null,
): readonly string[] {
  const { pool, peak } = assessment;
  const requests = demandSteps(pool.contributions, context, demand);
  return [
    ...(pool.tuplesDerivation === undefined
      ? []
      : [`ports of a machine = ${pool.tuplesDerivation()} = ${figure(pool.tuplesPerSubpool)}`]),
    capacityLine(pool),
    ...requests.demand,
    ...pool.contributions.flatMap((contribution) => [
      ...requests.ofLeg(contribution),
      ...legSteps(
        contribution,
        context.laws.get(contribution.leg),
        requestsAtPeak(contribution.coefficients),
      ),
    ]),
    ...surgeSteps(assessment, requestsAtPeak, demand),
    `at ${peak.at}, quantile ${figure(policy.planningQuantile)}${failureText(assessment.failure)}: ${figure(peak.connectionsPerSecond)} connections/s ${UNITS[pool.kind].takes} ${figure(peak.offeredLoad)} ${UNITS[pool.kind].one}`,
    `utilization = ${figure(peak.offeredLoad)} / ${figure(capacityOf(pool))} = ${figure(peak.utilization)}`,
    ...blockingLines(assessment),
    ...riseLines(assessment),
    `admissible: ${figure(assessment.limits.blocking)} by blocking ≤ ${figure(policy.blockingProbability)}, ${figure(assessment.limits.target)} by utilization ≤ ${figure(policy.targetUtilization)}`,
    requiredLine(assessment, policy),
    headroomLine(assessment),
    ...(step === null ? [] : [stepLine(step, assessment)]),
  ];
}

function sourcesOf({ pool, worstRise }: Assessment, laws: PoolContext['laws']): readonly string[] {
  return [
    ...new Set([
      LITTLE_SOURCE,
      ERLANG_B_SOURCE,
      SURGE_SOURCE,
      ...(worstRise === null ? [] : [RISE_SOURCE]),
      ...(pool.portSearch.kind === 'exhaustive' ? [] : [PARKING_SOURCE]),
      ...pool.citations,
      ...pool.contributions.flatMap(({ leg }) => laws.get(leg)?.citations ?? []),
    ]),
  ];
}

function stepLine(
  {
    stepHeldSeconds,
    sustainableConnectionsPerSecond: rate,
    secondsToExhaustionAtTwice: twice,
    secondsToExhaustionAtTenTimes: tenTimes,
  }: SuddenStep,
  { limits }: Assessment,
): string {
  const fills = (seconds: number | null): string =>
    seconds === null ? 'does not fill the pool on average' : `fills the pool in ${figure(seconds)} s`;
  return `a sudden step of connections that hold ${figure(stepHeldSeconds)} s each: ${figure(limits.blocking)} / ${figure(stepHeldSeconds)} s = ${figure(rate)} connections/s can go on for ever; from idle, twice that ${fills(twice)}, ten times ${fills(tenTimes)}`;
}

function formulaOf(pool: Pool): string {
  if (pool.loss === 'fluid') return 'fluid';
  const loss = pool.peakedness === 1 ? 'erlang-b' : 'hayward';
  return pool.portSearch.kind === 'exhaustive' ? loss : `${loss}, bounded port search`;
}

function capacityLine(pool: Pool): string {
  const { one } = UNITS[pool.kind];
  if (pool.loss === 'fluid') return `capacity = ${figure(capacityOf(pool))} ${one}`;
  return `capacity = ${figure(pool.tuplesPerSubpool)} ${one} × ${figure(pool.subpools)} ${pool.subpools === 1 ? 'pool' : 'separate pools'} = ${figure(capacityOf(pool))}`;
}

/** The loss at the peak: of a full pool by Erlang, of a search that gives up before that by its own law; the worse counts. */
function blockingLines({ pool, peak }: Assessment): readonly string[] {
  const { tuplesPerSubpool: tuples, portSearch } = pool;
  if (pool.loss === 'fluid')
    return [
      `lost = max(0, 1 − ${figure(capacityOf(pool))} / ${figure(peak.offeredLoad)}) = ${figure(peak.blockingProbability)}`,
    ];
  const hottest = peak.offeredLoad * pool.hottestSubpoolShare;
  const result = `${figure(poolBlocking(pool, peak.offeredLoad))} in the hottest of ${figure(pool.subpools)}`;
  const z = partPeakedness(pool);
  const over = z === 1 ? '' : ` / ${figure(z)}`;
  const erlang = `B(${figure(tuples)}${over} ${UNITS[pool.kind].one}, ${figure(hottest)}${over} erlangs)`;
  const bursts =
    pool.burstShare === 1 || pool.peakedness === 1
      ? []
      : [
          `peakedness of a part that ${figure(pool.burstShare)} of each burst falls on = 1 + ${figure(pool.burstShare)} × (${figure(pool.peakedness)} − 1) = ${figure(z)}`,
        ];
  const attempts = portSearch.attempts ?? 0;
  if (portSearch.kind === 'exhaustive' || attempts >= tuples || hottest <= 0)
    return [...bursts, `blocking = ${erlang} = ${result}`];
  const lost = searchLoss(hottest, tuples, z, portSearch);
  const fill = (hottest * (1 - Math.min(1, lost))) / tuples;
  const mixed =
    z > 1 ? `, in the mean over a load that varies by ${figure(z)} times its mean (a Poisson mixture)` : '';
  return [
    ...bursts,
    `a full pool: ${erlang} = ${figure(haywardBlocking(hottest, tuples, z))}`,
    `a search of ${figure(attempts)} ports at most, in runs of neighbours: ${figure(fill * 100)} % of the ports are taken, and ${figure(lost)} of searches find none free (parking model: ports in use stand in runs${mixed}); were they scattered, ${figure(fill)}^${figure(attempts)} = ${figure(fill ** attempts)} would be lost, and it cannot be less`,
    `blocking = the larger of the two = ${result}`,
  ];
}

/** The loss on the rise that is worse than the peak. */
function riseLines({ pool, worstRise }: Assessment): readonly string[] {
  if (worstRise === null) return [];
  const { atSeconds, value, rising, blocking } = worstRise;
  const hottest = value * pool.hottestSubpoolShare;
  const z = partPeakedness(pool);
  const over = z === 1 ? '' : ` / ${figure(z)}`;
  const [tuples, load] = [`${figure(pool.tuplesPerSubpool)}${over}`, `${figure(hottest)}${over}`];
  const steady = `B(${tuples}, ${hottest > pool.tuplesPerSubpool ? tuples : load})`;
  return [
    `worse at ${instantOf(atSeconds)}, while the load rises: what is lost gives nothing back until a hold later, and r = ${figure(rising)} of new connections are more than what comes back: (1 − r) × ${steady} + r × P(X ≥ ${tuples}), X Poisson with a mean of ${load}: ${figure(blocking)}`,
  ];
}

/** What decides how many are required. */
function requiredLine({ pool, peak }: Assessment, policy: CompletePolicy): string {
  const { one } = UNITS[pool.kind];
  const byUtilization =
    wholeAbove(peak.offeredLoad / pool.subpools / policy.targetUtilization) * pool.subpools;
  if (pool.loss === 'fluid' || peak.offeredLoad <= 0) return `required = ${figure(peak.required)} ${one}`;
  const decides =
    peak.required > byUtilization
      ? `more, ${figure(peak.required)}, for blocking ≤ ${figure(policy.blockingProbability)}`
      : 'enough for blocking too';
  return `required = ${figure(peak.required)} ${one}: ${figure(peak.offeredLoad)} / ${figure(policy.targetUtilization)} = ${figure(peak.offeredLoad / policy.targetUtilization)} for the target, in ${figure(pool.subpools)} ${pool.subpools === 1 ? 'whole' : 'equal parts'} ${figure(byUtilization)}; ${decides}`;
}

function headroomLine({ pool, peak, headroom }: Assessment): string {
  const times =
    headroom.factor === null ? 'any traffic fits' : `${figure(headroom.factor)} times the traffic still fits`;
  return `headroom = ${figure(capacityOf(pool))} − ${figure(peak.offeredLoad)} = ${figure(headroom.ports)}; ${times}`;
}

function failureText(failure: string): string {
  return failure === 'none' ? '' : `, with ${failure} lost`;
}
