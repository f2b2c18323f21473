import type { LevelGrid } from './level-grid.js';

/** First passages over one level, and from an end of the grid to here, level by level, against a clock. */
export interface ClockedPassages {
  /** Probability that the clock rings on the way over the last level. */
  readonly held: number[];
  /** Logarithm of the probability that it does not. */
  readonly logLast: number[];
  /** Logarithm of the probability that it does not on the way from the end of the grid. */
  readonly logAll: number[];
}

/** What passages upwards tend to from level to level at one rate of completions, and what they leave. */
interface Stretch {
  readonly near: number;
  readonly far: number;
  readonly logNear: number;
  readonly logFar: number;
  /** How much of the distance from the one to the other is left after the stretch. */
  readonly decay: number;
}

/**
 * First passages of an M/M/∞ queue from each level to the next above (`up`) and below (`down`) against a clock that
 * rings at random, `rate` times in a mean response time: what `passages` is for `s = rate`, in real numbers.
 */
export function clockedPassages(
  inFlight: number,
  grid: LevelGrid,
  rate: number,
): { readonly up: ClockedPassages; readonly down: ClockedPassages } {
  const { levels, stride } = grid;
  const [lowest, top] = [levels[0] ?? 0, levels.length - 1];
  const up = newPassages(levels.length);
  const down = newPassages(levels.length);
  begin(up, 0, lowest === 0 ? 0 : stretchAt(inFlight, lowest - 1, 1, rate).near);
  begin(down, top, downwards(stretchAt(inFlight, levels[top] ?? 1, 1, rate).far));
  if (stride === 1) overSingleLevels(inFlight, grid, rate, up, down);
  else overStretches(inFlight, grid, rate, up, down);
  return { up, down };
}

function newPassages(length: number): ClockedPassages {
  // Plain arrays: those of fixed types cost more to make than such short ones to fill.
  const zeros = (): number[] => new Array<number>(length).fill(0);
  return { held: zeros(), logLast: zeros(), logAll: zeros() };
}

function begin({ held, logLast }: ClockedPassages, cell: number, start: number): void {
  held[cell] = start;
  logLast[cell] = Math.log1p(-start);
}

function overSingleLevels(
  inFlight: number,
  { levels }: LevelGrid,
  rate: number,
  up: ClockedPassages,
  down: ClockedPassages,
): void {
  const [lowest, top] = [levels[0] ?? 0, levels.length - 1];
  for (let cell = 0; cell < top; cell += 1) {
    const away = rate + (lowest + cell) * (up.held[cell] ?? 0);
    const held = away / (inFlight + away);
    up.held[cell + 1] = held;
    up.logLast[cell + 1] = Math.log1p(-held);
    up.logAll[cell + 1] = (up.logAll[cell] ?? 0) + Math.log1p(-held);
  }
  for (let cell = top - 1; cell >= 0; cell -= 1) {
    const away = rate + inFlight * (down.held[cell + 1] ?? 0);
    const held = away / (lowest + cell + away);
    down.held[cell] = held;
    down.logLast[cell] = Math.log1p(-held);
    down.logAll[cell] = (down.logAll[cell + 1] ?? 0) + (down.logLast[cell + 1] ?? 0);
  }
}

function overStretches(
  inFlight: number,
  { levels, stride }: LevelGrid,
  rate: number,
  up: ClockedPassages,
  down: ClockedPassages,
): void {
  const top = levels.length - 1;
  const stretches: Stretch[] = [];
  for (let cell = 0; cell < top; cell += 1) {
    const stretch = stretchAt(inFlight, (levels[cell] ?? 0) + (stride - 1) / 2, stride, rate);
    stretches.push(stretch);
    const { near, far, logNear, decay } = stretch;
    const weight = ((up.held[cell] ?? 0) - far) / (near - far);
    const rest = (1 - weight) * decay;
    const held = (weight * near + rest * far) / (weight + rest);
    up.held[cell + 1] = held;
    up.logLast[cell + 1] = Math.log1p(-held);
    up.logAll[cell + 1] = (up.logAll[cell] ?? 0) + stride * logNear - Math.log(weight + rest);
  }
  for (let cell = top - 1; cell >= 0; cell -= 1) {
    const stretch = stretches[cell];
    if (stretch === undefined) continue;
    const { logFar, decay } = stretch;
    const attracting = downwards(stretch.far);
    const repelling = downwards(stretch.near);
    const weight = ((down.held[cell + 1] ?? 0) - repelling) / (attracting - repelling);
    const rest = (1 - weight) * decay;
    const held = (weight * attracting + rest * repelling) / (weight + rest);
    const through = (down.logAll[cell + 1] ?? 0) + (down.logLast[cell + 1] ?? 0);
    const logLast = Math.log1p(-held);
    down.held[cell] = held;
    down.logLast[cell] = logLast;
    down.logAll[cell] = through - stride * logFar - Math.log(weight + rest) - logLast;
  }
}

/** The two passages upwards over one level, as probabilities that the clock rings, that the next level repeats. */
function stretchAt(inFlight: number, level: number, stride: number, rate: number): Stretch {
  const drift = inFlight - level + rate;
  const root = Math.sqrt(drift * drift + 4 * level * rate);
  const sum = drift >= 0 ? drift + root : drift - root;
  const one = -sum / (2 * level);
  const other = (2 * rate) / sum;
  const near = drift >= 0 ? other : one;
  const far = drift >= 0 ? one : other;
  const logNear = Math.log1p(-near);
  const logFar = Math.log1p(-far);
  return { near, far, logNear, logFar, decay: Math.exp(stride * (logNear - logFar)) };
}

/** The same passage downwards. */
function downwards(upwards: number): number {
  return upwards / (upwards - 1);
}
