import {
  LOSS_CASES,
  PROBES_CASES,
  REUSE_CASES,
  SIZE_CASES,
  STEP_CASES,
  type LossCase,
  type SizeCase,
} from './cases.js';
import {
  compareLoss,
  compareProbes,
  compareReuse,
  compareSize,
  compareStep,
  compareSurge,
  isBounded,
  type Comparison,
} from './compare.js';
import { compareExhaustion, compareRiseLoss, compareRiseSize } from './compare-rises.js';
import { LATER_LOSS_CASES, LATER_SIZE_CASES, SURGE_CASES } from './later-cases.js';
import { EQUAL_BURST_CASES, RISE_CASES, RISE_SIZE_CASES } from './last-cases.js';
import {
  describePool,
  describeProbes,
  describeReuse,
  describeRise,
  describeStep,
  describeSurge,
  onSafeSide,
  relativeError,
  summaryOf,
  tableOf,
  withinInterval,
  withinOnePercent,
  withinOneSecond,
  type Row,
} from './table.js';

/** How long each case is played: enough for three digits, and for some minutes in all. */
const ARRIVALS = 4_000_000;
const ARRIVALS_FOR_SIZE = 5_000_000;
const REQUESTS = 2_000_000;
const SEARCHES = 1_500_000;
const POOLS_FILLED = 6000;
const STEPS = 3000;
const SURGES = 3000;
/** Runs of ports in use change slowly: fewer turnovers of the pool would all see nearly the same ones. */
const TURNOVERS_OF_BOUNDED = 200;
const FIRST_SEED = 1000;

/** One figure to be asked of the engine and of the simulation. */
interface Question {
  readonly group: string;
  readonly text: string;
  readonly compare: (seed: number) => Comparison;
  readonly met: (compared: Comparison) => boolean;
}

/** Groups of which the engine tells the worst case, or a bound. */
const BOUNDS: ReadonlySet<LossCase['group']> = new Set([
  'Bursts, hold in two parts',
  'Bounded search, varying holds',
  'Bounded search, bursts in several runs',
]);

const lossOf = (lossCase: LossCase): Question => ({
  group: `Loss: ${lossCase.group}${BOUNDS.has(lossCase.group) ? ': a bound' : ''}`,
  text: describePool(lossCase),
  compare: (seed) => compareLoss(lossCase, arrivalsOf(lossCase), seed),
  met: BOUNDS.has(lossCase.group) ? onSafeSide : withinInterval,
});

const sizeOf = (sizeCase: SizeCase): Question => ({
  group: `Required ports: ${sizeCase.group}`,
  text: describePool(sizeCase),
  compare: (seed) => compareSize(sizeCase, ARRIVALS_FOR_SIZE, seed),
  met: (compared) => withinOnePercent(compared, sizeCase.addresses),
});

const losses: readonly Question[] = LOSS_CASES.map(lossOf);
const laterLosses: readonly Question[] = LATER_LOSS_CASES.map(lossOf);
const sizes: readonly Question[] = SIZE_CASES.map(sizeOf);
const laterSizes: readonly Question[] = LATER_SIZE_CASES.map(sizeOf);

const reuse: readonly Question[] = REUSE_CASES.map((reuseCase) => ({
  group: 'Keep-alive: new connections a second',
  text: describeReuse(reuseCase),
  compare: (seed) => compareReuse(reuseCase, REQUESTS, seed),
  met: withinInterval,
}));

const probes: readonly Question[] = PROBES_CASES.map((probesCase) => {
  const steady = probesCase.heldSeconds !== null;
  return {
    group: `Ports a sequential search looks at, ${steady ? 'with TIME_WAIT: a bound' : 'just filled'}`,
    text: describeProbes(probesCase),
    compare: (seed) => compareProbes(probesCase, steady ? SEARCHES : POOLS_FILLED, seed),
    met: steady ? onSafeSide : withinInterval,
  };
});

const steps: readonly Question[] = STEP_CASES.map((stepCase) => ({
  group: 'Seconds from a sudden step to exhaustion',
  text: describeStep(stepCase),
  compare: (seed) => compareStep(stepCase, STEPS, seed),
  met: withinInterval,
}));

const surges: readonly Question[] = SURGE_CASES.map((surgeCase) => ({
  group: 'Ports in use at the peak of a surge',
  text: describeSurge(surgeCase),
  compare: (seed) => compareSurge(surgeCase, SURGES, seed),
  met: withinInterval,
}));

const riseLosses: readonly Question[] = RISE_CASES.map((riseCase) => ({
  group: 'Loss: the worst second of a surge: a bound',
  text: describeRise(riseCase),
  compare: (seed) => compareRiseLoss(riseCase, seed),
  met: onSafeSide,
}));

const equalBursts: readonly Question[] = EQUAL_BURST_CASES.map(lossOf);

const riseSizes: readonly Question[] = RISE_SIZE_CASES.map((sizeCase) => ({
  group: 'Required ports: surges',
  text: describeRise(sizeCase),
  compare: (seed) => compareRiseSize(sizeCase, seed),
  met: (compared) => withinOnePercent(compared, 1),
}));

const exhaustions: readonly Question[] = RISE_CASES.map((riseCase) => ({
  group: 'Seconds from the start of a surge until 1 % is lost',
  text: describeRise(riseCase),
  compare: (seed) => compareExhaustion(riseCase, seed),
  met: withinOneSecond,
}));

/** Sections of the page, each with its own way to write figures. */
const SECTIONS: readonly (readonly [string, readonly Question[], (value: number) => string])[] = [
  [
    'Loss',
    [...losses, ...laterLosses, ...equalBursts, ...riseLosses],
    (value) => `${(100 * value).toPrecision(3)} %`,
  ],
  ['Required ports', [...sizes, ...laterSizes, ...riseSizes], (value) => value.toFixed(1)],
  ['New connections a second of a keep-alive pool', reuse, (value) => value.toPrecision(4)],
  ['Ports that a sequential search looks at', probes, (value) => value.toPrecision(4)],
  ['Seconds from a sudden step to exhaustion', steps, (value) => value.toPrecision(4)],
  ['Seconds from the start of a surge until 1 % is lost', exhaustions, (value) => value.toFixed(2)],
  ['Ports in use at the peak of a surge', surges, (value) => value.toFixed(1)],
];

const QUESTIONS: readonly Question[] = SECTIONS.flatMap(([, questions]) => questions);

/** In the order in which they came to the page: each has a seed of its own, and one more does not change the others. */
const IN_ORDER_OF_SEEDS: readonly Question[] = [
  ...losses,
  ...sizes,
  ...reuse,
  ...probes,
  ...steps,
  ...laterLosses,
  ...laterSizes,
  ...surges,
  ...riseLosses,
  ...riseSizes,
  ...exhaustions,
  ...equalBursts,
];

/** What `npm run validate` measured: all cases, and the same as sections of a page. */
export interface Validation {
  readonly rows: readonly Row[];
  readonly page: string;
}

/** Plays every case and compares; tells `progress` of each. */
export function validate(progress: (line: string) => void): Validation {
  const rows = QUESTIONS.map((question) => {
    const row = answer(question);
    progress(
      `${row.met ? 'met   ' : 'MISSED'} ${(100 * relativeError(row)).toFixed(2).padStart(7)} %  ${row.group}: ${row.text}`,
    );
    return row;
  });
  return { rows, page: pageOf(rows) };
}

function answer(question: Question): Row {
  const { group, text, compare, met } = question;
  const compared = compare(FIRST_SEED + 100 * IN_ORDER_OF_SEEDS.indexOf(question));
  return { ...compared, group, text, met: met(compared) };
}

function pageOf(rows: readonly Row[]): string {
  let next = 0;
  const tables = SECTIONS.flatMap(([title, questions, figure]) => {
    const own = rows.slice(next, next + questions.length);
    next += questions.length;
    return [`### ${title}`, tableOf(own, figure)];
  });
  return [summaryOf(rows), ...tables].join('\n\n');
}

function arrivalsOf(lossCase: LossCase): number {
  return isBounded(lossCase) ? Math.max(ARRIVALS, TURNOVERS_OF_BOUNDED * lossCase.offeredLoad) : ARRIVALS;
}
