import type { Assessment } from './assess.js';
import type { LegConnections } from './contribution.js';
import { capacityOf, type Pool } from './pool.js';
import type { CompletePolicy } from './policy.js';
import type { Explanation, ResourceKind } from './result.js';
import { suddenStep, type SuddenStep } from './sudden-step.js';

const ERLANG_B_SOURCE =
  'Erlang B by Hayward: Jagerman, Some Properties of the Erlang Loss Function, BSTJ 53(3), 1974; Fredericks, Congestion in Blocking Systems, BSTJ 59(6), 1980';
const LITTLE_SOURCE = 'Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961';
const SURGE_SOURCE =
  'M(t)/G/∞ within surges: Eick, Massey, Whitt, The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993';

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

/** How a resource's figures came about, line by line, so that a person can follow them with a calculator. */
export function explain(
  assessment: Assessment,
  laws: ReadonlyMap<string, LegConnections>,
  policy: CompletePolicy,
): Explanation {
  const { pool, peak } = assessment;
  const legs = pool.contributions.map(({ leg }) => leg);
  const step = suddenStep(assessment);
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
    steps: [
      capacityLine(pool),
      ...pool.contributions.flatMap((contribution) =>
        legLines(contribution.leg, laws.get(contribution.leg), contribution.linear),
      ),
      `at ${peak.at}, quantile ${number(policy.planningQuantile)}${failureText(assessment.failure)}: ${number(peak.connectionsPerSecond)} connections/s ${UNITS[pool.kind].takes} ${number(peak.offeredLoad)} ${UNITS[pool.kind].one}`,
      `utilization = ${number(peak.offeredLoad)} / ${number(capacityOf(pool))} = ${number(peak.utilization)}`,
      blockingLine(assessment),
      `admissible: ${number(assessment.limits.blocking)} by blocking ≤ ${number(policy.blockingProbability)}, ${number(assessment.limits.target)} by utilization ≤ ${number(policy.targetUtilization)}`,
      `required = ${number(peak.required)} ${UNITS[pool.kind].one}`,
      ...(step === null ? [] : [stepLine(step)]),
    ],
    sources: [
      ...new Set([
        LITTLE_SOURCE,
        ERLANG_B_SOURCE,
        SURGE_SOURCE,
        ...pool.citations,
        ...legs.flatMap((leg) => laws.get(leg)?.citations ?? []),
      ]),
    ],
  };
}

function stepLine({
  sustainableConnectionsPerSecond: rate,
  secondsToExhaustionAtTwice: twice,
  secondsToExhaustionAtTenTimes: tenTimes,
}: SuddenStep): string {
  const fills = (seconds: number | null): string =>
    seconds === null ? 'does not fill the pool on average' : `fills the pool in ${number(seconds)} s`;
  return `a sudden step: ${number(rate)} connections/s can go on for ever; from idle, twice that ${fills(twice)}, ten times ${fills(tenTimes)}`;
}

function formulaOf(pool: Pool): string {
  if (pool.loss === 'fluid') return 'fluid';
  const loss = pool.peakedness === 1 ? 'erlang-b' : 'hayward';
  return pool.portSearch.kind === 'exhaustive' ? loss : `${loss}, bounded port search`;
}

function capacityLine(pool: Pool): string {
  const { one } = UNITS[pool.kind];
  if (pool.loss === 'fluid') return `capacity = ${number(capacityOf(pool))} ${one}`;
  return `capacity = ${number(pool.tuplesPerSubpool)} ${one} × ${number(pool.subpools)} ${pool.subpools === 1 ? 'pool' : 'separate pools'} = ${number(capacityOf(pool))}`;
}

function legLines(
  leg: string,
  law: LegConnections | undefined,
  linear: Assessment['pool']['contributions'][number]['linear'],
): readonly string[] {
  if (law === undefined) return [];
  const inputs = Object.entries(law.inputs)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? number(value) : String(value)}`)
    .join(', ');
  const line = `leg ${leg}: ${law.law} (${inputs})`;
  if (linear === null) return [line];
  return [
    line,
    `leg ${leg}: each connection holds its tuple ${number(linear.openSeconds)} s open + ${number(linear.quarantineSeconds)} s after close; ${number(linear.connectionsPerRequest)} connections per request in this scope`,
  ];
}

function blockingLine({ pool, peak }: Assessment): string {
  if (pool.loss === 'fluid')
    return `lost = max(0, 1 − ${number(capacityOf(pool))} / ${number(peak.offeredLoad)}) = ${number(peak.blockingProbability)}`;
  const hottest = peak.offeredLoad * pool.hottestSubpoolShare;
  return `blocking = B(${number(pool.tuplesPerSubpool)} ${UNITS[pool.kind].one}, ${number(hottest)} erlangs) = ${number(peak.blockingProbability)} in the hottest of ${number(pool.subpools)}`;
}

function failureText(failure: string): string {
  return failure === 'none' ? '' : `, with ${failure} lost`;
}

/** Six significant digits, plain where that reads well. */
function number(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const magnitude = Math.abs(value);
  if (!(magnitude >= 1e-4 && magnitude < 1e15)) return value.toExponential(3);
  return String(sixDigits(value, magnitude));
}

/** As `toPrecision(6)` has it, without making a text of it first: a plan says thousands of numbers. */
function sixDigits(value: number, magnitude: number): number {
  const power = 10 ** (5 - Math.floor(Math.log10(magnitude)));
  const digits = magnitude * power;
  const half = digits - Math.floor(digits) - 0.5;
  // What may be a tie, or lie on a power of ten, is left to the exact decimal digits.
  if (power < 1 || digits < 100_001 || digits > 999_998 || Math.abs(half) < 1e-6)
    return Number(value.toPrecision(6));
  return (Math.sign(value) * Math.round(digits)) / power;
}
