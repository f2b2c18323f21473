import { zeros, type LevelGrid } from './level-grid.js';

/** First passages over one level, and from an end of the grid to here, level by level, against a clock. */
export interface ClockedPassages {
  /** Probability that the clock rings on the way over the last level. */
  readonly held: number[];
  /** Logarithm of the probability that it does not. */
  readonly logLast: number[];
  /** Logarithm of the probability that it does not on the way from the end of the grid. */
  readonly logAll: number[];
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
  const stretch = new ClockedStretch(inFlight, rate);
  if (lowest > 0) stretch.setAt(lowest - 1);
  begin(up, 0, lowest > 0 ? stretch.near : 0);
  stretch.setAt(levels[top] ?? 1);
  begin(down, top, downwards(stretch.far));
  if (stride === 1) overSingleLevels(inFlight, grid, rate, up, down);
  else overStretches(grid, stretch, up, down);
  return { up, down };
}

function newPassages(levels: number): ClockedPassages {
  return { held: zeros(levels), logLast: zeros(levels), logAll: zeros(levels) };
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
  { levels, stride }: LevelGrid,
  stretch: ClockedStretch,
  up: ClockedPassages,
  down: ClockedPassages,
): void {
  const top = levels.length - 1;
  const [nears, fars, logFars, decays] = [zeros(top), zeros(top), zeros(top), zeros(top)];
  for (let cell = 0; cell < top; cell += 1) {
    stretch.setAt((levels[cell] ?? 0) + (stride - 1) / 2);
    const { near, far, logNear, logFar } = stretch;
    const decay = Math.exp(stride * (logNear - logFar));
    nears[cell] = near;
    fars[cell] = far;
    logFars[cell] = logFar;
    decays[cell] = decay;
    const weight = ((up.held[cell] ?? 0) - far) / (near - far);
    const rest = (1 - weight) * decay;
    const held = (weight * near + rest * far) / (weight + rest);
    up.held[cell + 1] = held;
    up.logLast[cell + 1] = Math.log1p(-held);
    up.logAll[cell + 1] = (up.logAll[cell] ?? 0) + stride * logNear - Math.log(weight + rest);
  }
  for (let cell = top - 1; cell >= 0; cell -= 1) {
    const attracting = downwards(fars[cell] ?? 0);
    const repelling = downwards(nears[cell] ?? 0);
    const weight = ((down.held[cell + 1] ?? 0) - repelling) / (attracting - repelling);
    const rest = (1 - weight) * (decays[cell] ?? 0);
    const held = (weight * attracting + rest * repelling) / (weight + rest);
    const through = (down.logAll[cell + 1] ?? 0) + (down.logLast[cell + 1] ?? 0);
    const logLast = Math.log1p(-held);
    down.held[cell] = held;
    down.logLast[cell] = logLast;
    down.logAll[cell] = through - stride * (logFars[cell] ?? 0) - Math.log(weight + rest) - logLast;
  }
}

/**
 * What passages upwards tend to from level to level at one rate of completions, and what they leave: as probabilities that
 * the clock rings on the way over one level. Set anew for the next level.
 */
class ClockedStretch {
  near = NaN;
  far = NaN;
  logNear = NaN;
  logFar = NaN;

  constructor(
    private readonly inFlight: number,
    private readonly rate: number,
  ) {}

  setAt(level: number): void {
    const { inFlight, rate } = this;
    const drift = inFlight - level + rate;
    const root = Math.sqrt(drift * drift + 4 * level * rate);
    const sum = drift >= 0 ? drift + root : drift - root;
    const one = -sum / (2 * level);
    const other = (2 * rate) / sum;
    this.near = drift >= 0 ? other : one;
    this.far = drift >= 0 ? one : other;
    this.logNear = Math.log1p(-this.near);
    this.logFar = Math.log1p(-this.far);
  }
}

/** The same passage downwards. */
function downwards(upwards: number): number {
  return upwards / (upwards - 1);
}
