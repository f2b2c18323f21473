import {
  add,
  complement,
  divide,
  exponential,
  logarithm,
  logarithmOfComplement,
  multiply,
  scale,
  squaredModulus,
  squareRoot,
  subtract,
  ZERO,
  type Complex,
} from './complex.js';
import type { LevelGrid } from './level-grid.js';

/**
 * First passage over one level, and from an end of the grid to here; each as the Laplace transform of its
 * time T at one `s`.
 */
export interface Travel {
  /** `1 − E[e^−sT]`, T the time over the last level. */
  readonly held: Complex;
  /** `ln E[e^−sT]` of that. */
  readonly logLast: Complex;
  /** `ln E[e^−sT]`, T the time from the end of the grid. */
  readonly logAll: Complex;
}

/**
 * How passages go over levels with one rate of completions: what they tend to from level to level, and what
 * they leave.
 */
interface Direction {
  readonly attracting: Complex;
  readonly repelling: Complex;
  readonly log: Complex;
}

interface Stretch {
  readonly up: Direction;
  readonly down: Direction;
  /** How much of the distance from the one to the other is left after the stretch. */
  readonly decay: Complex;
  /** Levels. */
  readonly length: number;
}

/**
 * Where in a stretch of levels the rate of completions is taken, as parts of the stretch: at its middle, for an error that
 * goes with its square; or for each half so that it goes with the fourth power.
 *
 * @see Blanes, Moan, Fourth- and Sixth-Order Commutator-Free Magnus Integrators, Appl. Num. Math. 56, 2006 (whose two
 *   exponents of a rate that is a straight line are those of its sixths)
 */
export type Sections = keyof typeof SECTIONS;

const SECTIONS = { whole: [1 / 2], halves: [1 / 6, 5 / 6] } as const;

/**
 * First passages of an M/M/∞ queue from each level to the next above (`up`) and below (`down`), in units of
 * the mean response time: `E_n = a / (a + n + s − n E_{n−1})` upwards, kept as `1 − E` for its digits where s
 * is small. Where the grid skips levels, the recursion is solved over the stretch with one rate of
 * completions, or one for each half, where it has a closed form as a Möbius map has. `up[i].logAll` starts at the
 * lowest level; `down[i].logAll` at the highest.
 *
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export function passages(
  inFlight: number,
  grid: LevelGrid,
  s: Complex,
  downToo: boolean,
  sections: Sections = 'whole',
): { readonly up: readonly Travel[]; readonly down: readonly Travel[] } {
  const { levels, stride } = grid;
  const stretches =
    stride === 1
      ? []
      : levels.map((level) =>
          SECTIONS[sections].map((part) =>
            stretchAt(inFlight, level + part * stride - 1 / 2, stride / SECTIONS[sections].length, s),
          ),
        );
  return {
    up: upwards(inFlight, grid, stretches, s),
    down: downToo ? downwards(inFlight, grid, stretches, s) : [],
  };
}

/** `1 − E[e^−sT]` of the passage to a level from the one below it, which has been far above all others for long. */
export function passageTo(level: number, inFlight: number, s: Complex): Complex {
  return level === 0 ? ZERO : stretchAt(inFlight, level - 1, 1, s).up.attracting;
}

function upwards(
  inFlight: number,
  { levels }: LevelGrid,
  stretches: readonly (readonly Stretch[])[],
  s: Complex,
): Travel[] {
  const lowest = levels[0] ?? 0;
  const start = passageTo(lowest, inFlight, s);
  let here: Travel = { held: start, logLast: logarithmOfComplement(start), logAll: ZERO };
  const travels = [here];
  for (let cell = 0; cell + 1 < levels.length; cell += 1) {
    const stretch = stretches[cell];
    if (stretch === undefined) {
      const held = overOne(here.held, inFlight, lowest + cell, s);
      const logLast = logarithmOfComplement(held);
      here = { held, logLast, logAll: add(here.logAll, logLast) };
    } else {
      const { held, log } = stretch.reduce((from, section) => across(from, section.up, section), {
        held: here.held,
        log: ZERO,
      });
      here = { held, logLast: logarithmOfComplement(held), logAll: add(here.logAll, log) };
    }
    travels.push(here);
  }
  return travels;
}

function downwards(
  inFlight: number,
  { levels }: LevelGrid,
  stretches: readonly (readonly Stretch[])[],
  s: Complex,
): Travel[] {
  const lowest = levels[0] ?? 0;
  const start = stretchAt(inFlight, levels.at(-1) ?? 1, 1, s).down.attracting;
  let here: Travel = { held: start, logLast: logarithmOfComplement(start), logAll: ZERO };
  const travels = [here];
  for (let cell = levels.length - 2; cell >= 0; cell -= 1) {
    const stretch = stretches[cell];
    const through = add(here.logAll, here.logLast);
    if (stretch === undefined) {
      const held = overOne(here.held, lowest + cell, inFlight, s);
      here = { held, logLast: logarithmOfComplement(held), logAll: through };
    } else {
      const { held, log } = stretch.reduceRight((from, section) => across(from, section.down, section), {
        held: here.held,
        log: ZERO,
      });
      const logLast = logarithmOfComplement(held);
      here = { held, logLast, logAll: add(through, subtract(log, logLast)) };
    }
    travels.push(here);
  }
  return travels.reverse();
}

/** `1 − E` one level on, with the rates at which the flight goes `towards` and `back`. */
function overOne(held: Complex, towards: number, back: number, s: Complex): Complex {
  const away: Complex = { re: s.re + back * held.re, im: s.im + back * held.im };
  return divide(away, { re: towards + away.re, im: away.im });
}

interface Crossed {
  readonly held: Complex;
  readonly log: Complex;
}

function across(
  { held: from, log: before }: Crossed,
  { attracting, repelling, log }: Direction,
  { decay, length }: Stretch,
): Crossed {
  const weight = divide(subtract(from, repelling), subtract(attracting, repelling));
  const rest = multiply(complement(weight), decay);
  const whole = add(weight, rest);
  return {
    held: divide(add(multiply(weight, attracting), multiply(rest, repelling)), whole),
    log: add(before, subtract(scale(length, log), logarithm(whole))),
  };
}

function stretchAt(inFlight: number, level: number, length: number, s: Complex): Stretch {
  const drift: Complex = { re: inFlight - level + s.re, im: s.im };
  const root = squareRoot(add(multiply(drift, drift), scale(4 * level, s)));
  const sum = drift.re * root.re + drift.im * root.im >= 0 ? add(drift, root) : subtract(drift, root);
  const one = scale(-1 / (2 * level), sum);
  const other = divide(scale(2, s), sum);
  const upwardIsOne = squaredModulus(complement(one)) < squaredModulus(complement(other));
  const [near, far] = upwardIsOne ? [one, other] : [other, one];
  const logNear = logarithmOfComplement(near);
  const logFar = logarithmOfComplement(far);
  return {
    up: { attracting: near, repelling: far, log: logNear },
    down: {
      attracting: divide(far, { re: far.re - 1, im: far.im }),
      repelling: divide(near, { re: near.re - 1, im: near.im }),
      log: scale(-1, logFar),
    },
    decay: exponential(scale(length, subtract(logNear, logFar))),
    length,
  };
}
