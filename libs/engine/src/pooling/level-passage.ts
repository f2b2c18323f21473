import { ZERO, type Complex } from './complex.js';
import { makeRoom, type LevelGrid } from './level-grid.js';
import { angleOfComplement, logModulusOfComplement, Passage, Stretch } from './level-stretch.js';

/**
 * First passages over one level, and from an end of the grid to here, level by level; each as the Laplace transform of
 * its time T at one `s`.
 */
class Travels {
  /** `1 − E[e^−sT]`, T the time over the last level. */
  readonly heldRe: number[] = [];
  readonly heldIm: number[] = [];
  /** `ln E[e^−sT]` of that. */
  readonly logLastRe: number[] = [];
  readonly logLastIm: number[] = [];
  /** `ln E[e^−sT]`, T the time from the end of the grid. */
  readonly logAllRe: number[] = [];
  readonly logAllIm: number[] = [];

  makeRoom(levels: number): void {
    makeRoom(this.heldRe, levels);
    makeRoom(this.heldIm, levels);
    makeRoom(this.logLastRe, levels);
    makeRoom(this.logLastIm, levels);
    makeRoom(this.logAllRe, levels);
    makeRoom(this.logAllIm, levels);
  }

  /** Notes the level that a passage has come to. */
  noteLast(cell: number, { heldRe, heldIm }: Passage): void {
    this.heldRe[cell] = heldRe;
    this.heldIm[cell] = heldIm;
    this.logLastRe[cell] = logModulusOfComplement(heldRe, heldIm);
    this.logLastIm[cell] = angleOfComplement(heldRe, heldIm);
  }

  noteAll(cell: number, re: number, im: number): void {
    this.logAllRe[cell] = re;
    this.logAllIm[cell] = im;
  }
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
 * completions, or one for each half. The `logAll` of `up` starts at the lowest level; of `down` at the highest.
 *
 * Over one grid after the other, and at as many `s` as are asked for, in the same memory.
 *
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export class LevelPassages {
  readonly up = new Travels();
  readonly down = new Travels();
  private readonly passage = new Passage();
  private readonly end = new Stretch();
  /** From each level to the next, in so many sections; in none where the grid has every level. */
  private readonly stretches: Stretch[] = [];
  private sections = 0;
  private inFlight = NaN;
  private lowest = NaN;
  private top = -1;

  /** Begins with another grid. */
  over(inFlight: number, { levels, stride }: LevelGrid, sections: Sections): void {
    const parts = SECTIONS[sections];
    this.inFlight = inFlight;
    this.lowest = levels[0] ?? 0;
    this.top = levels.length - 1;
    this.sections = stride > 1 ? parts.length : 0;
    this.end.over(inFlight, levels[this.top] ?? 1, 1);
    this.up.makeRoom(levels.length);
    this.down.makeRoom(levels.length);
    for (let index = 0; index < this.top * this.sections; index += 1) {
      const from = levels[Math.floor(index / parts.length)] ?? 0;
      const level = from + (parts[index % parts.length] ?? 0) * stride - 1 / 2;
      (this.stretches[index] ??= new Stretch()).over(inFlight, level, stride / parts.length);
    }
  }

  /** Follows them at another `s`. @param downToo whether those downwards are asked for */
  followAt(s: Complex, downToo: boolean): void {
    for (let index = 0; index < this.top * this.sections; index += 1) this.stretches[index]?.setAt(s);
    this.upwards(s);
    if (downToo) this.downwards(s);
  }

  private upwards(s: Complex): void {
    const { inFlight, passage, up, lowest, top } = this;
    const skips = this.sections > 0;
    const { logLastRe, logLastIm, logAllRe, logAllIm } = up;
    const start = passageTo(lowest, inFlight, s);
    passage.begin(start.re, start.im);
    up.noteLast(0, passage);
    up.noteAll(0, 0, 0);
    for (let cell = 1; cell <= top; cell += 1) {
      passage.goOn();
      if (skips) this.crossUp(cell - 1);
      else passage.overOne(inFlight, lowest + cell - 1, s);
      up.noteLast(cell, passage);
      const overRe = skips ? passage.logRe : (logLastRe[cell] ?? 0);
      const overIm = skips ? passage.logIm : (logLastIm[cell] ?? 0);
      up.noteAll(cell, (logAllRe[cell - 1] ?? 0) + overRe, (logAllIm[cell - 1] ?? 0) + overIm);
    }
  }

  private downwards(s: Complex): void {
    const { inFlight, passage, down, end, lowest, top } = this;
    const skips = this.sections > 0;
    const { logLastRe, logLastIm, logAllRe, logAllIm } = down;
    end.setAt(s);
    passage.begin(end.down.attractingRe, end.down.attractingIm);
    down.noteLast(top, passage);
    down.noteAll(top, 0, 0);
    for (let cell = top - 1; cell >= 0; cell -= 1) {
      passage.goOn();
      if (skips) this.crossDown(cell);
      else passage.overOne(lowest + cell, inFlight, s);
      down.noteLast(cell, passage);
      const throughRe = (logAllRe[cell + 1] ?? 0) + (logLastRe[cell + 1] ?? 0);
      const throughIm = (logAllIm[cell + 1] ?? 0) + (logLastIm[cell + 1] ?? 0);
      const overRe = skips ? passage.logRe - (logLastRe[cell] ?? 0) : 0;
      const overIm = skips ? passage.logIm - (logLastIm[cell] ?? 0) : 0;
      down.noteAll(cell, throughRe + overRe, throughIm + overIm);
    }
  }

  /** From a level to the next. */
  private crossUp(cell: number): void {
    for (let index = cell * this.sections; index < (cell + 1) * this.sections; index += 1) {
      const stretch = this.stretches[index];
      stretch?.cross(this.passage, stretch.up);
    }
  }

  /** To a level from the next. */
  private crossDown(cell: number): void {
    for (let index = (cell + 1) * this.sections - 1; index >= cell * this.sections; index -= 1) {
      const stretch = this.stretches[index];
      stretch?.cross(this.passage, stretch.down);
    }
  }
}

/** `1 − E[e^−sT]` of the passage to a level from the one below it, which has been far above all others for long. */
export function passageTo(level: number, inFlight: number, s: Complex): Complex {
  if (level === 0) return ZERO;
  START.over(inFlight, level - 1, 1);
  START.setAt(s);
  return { re: START.up.attractingRe, im: START.up.attractingIm };
}

const START = new Stretch();
