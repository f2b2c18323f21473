import { ZERO, type Complex } from './complex.js';
import { zeros, type LevelGrid } from './level-grid.js';
import { angleOfComplement, logModulusOfComplement, Passage, Stretch } from './level-stretch.js';

/**
 * First passages over one level, and from an end of the grid to here, level by level; each as the Laplace transform of
 * its time T at one `s`.
 */
export class Travels {
  /** `1 − E[e^−sT]`, T the time over the last level. */
  readonly heldRe: number[];
  readonly heldIm: number[];
  /** `ln E[e^−sT]` of that. */
  readonly logLastRe: number[];
  readonly logLastIm: number[];
  /** `ln E[e^−sT]`, T the time from the end of the grid. */
  readonly logAllRe: number[];
  readonly logAllIm: number[];

  constructor(levels: number) {
    this.heldRe = zeros(levels);
    this.heldIm = zeros(levels);
    this.logLastRe = zeros(levels);
    this.logLastIm = zeros(levels);
    this.logAllRe = zeros(levels);
    this.logAllIm = zeros(levels);
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
 * One after the other at as many `s` as are asked for, in the same memory.
 *
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export class LevelPassages {
  readonly up: Travels;
  /** Null where they are not asked for. */
  readonly down: Travels | null;
  /** From each level to the next, in sections; none where the grid has every level. */
  private readonly stretches: readonly (readonly Stretch[])[];
  private readonly passage = new Passage();

  constructor(
    private readonly inFlight: number,
    private readonly grid: LevelGrid,
    downToo: boolean,
    sections: Sections,
  ) {
    const { levels, stride } = grid;
    const parts = SECTIONS[sections];
    this.up = new Travels(levels.length);
    this.down = downToo ? new Travels(levels.length) : null;
    this.stretches =
      stride === 1
        ? []
        : levels
            .slice(0, -1)
            .map((level) =>
              parts.map(
                (part) => new Stretch(inFlight, level + part * stride - 1 / 2, stride / parts.length),
              ),
            );
  }

  /** Follows them at another `s`. */
  followAt(s: Complex): void {
    for (const sections of this.stretches) for (const section of sections) section.setAt(s);
    this.upwards(s);
    if (this.down !== null) this.downwards(s, this.down);
  }

  private upwards(s: Complex): void {
    const { inFlight, passage, up, stretches } = this;
    const { logLastRe, logLastIm, logAllRe, logAllIm } = up;
    const { levels } = this.grid;
    const lowest = levels[0] ?? 0;
    const start = passageTo(lowest, inFlight, s);
    passage.begin(start.re, start.im);
    up.noteLast(0, passage);
    up.noteAll(0, 0, 0);
    for (let cell = 1; cell < levels.length; cell += 1) {
      const sections = stretches[cell - 1];
      passage.goOn();
      if (sections === undefined) passage.overOne(inFlight, lowest + cell - 1, s);
      else for (const section of sections) section.cross(passage, section.up);
      up.noteLast(cell, passage);
      const overRe = sections === undefined ? (logLastRe[cell] ?? 0) : passage.logRe;
      const overIm = sections === undefined ? (logLastIm[cell] ?? 0) : passage.logIm;
      up.noteAll(cell, (logAllRe[cell - 1] ?? 0) + overRe, (logAllIm[cell - 1] ?? 0) + overIm);
    }
  }

  private downwards(s: Complex, down: Travels): void {
    const { inFlight, passage, stretches } = this;
    const { logLastRe, logLastIm, logAllRe, logAllIm } = down;
    const { levels } = this.grid;
    const [lowest, top] = [levels[0] ?? 0, levels.length - 1];
    const first = new Stretch(inFlight, levels[top] ?? 1, 1);
    first.setAt(s);
    passage.begin(first.down.attractingRe, first.down.attractingIm);
    down.noteLast(top, passage);
    down.noteAll(top, 0, 0);
    for (let cell = top - 1; cell >= 0; cell -= 1) {
      const sections = stretches[cell];
      passage.goOn();
      if (sections === undefined) passage.overOne(lowest + cell, inFlight, s);
      else
        for (let index = sections.length - 1; index >= 0; index -= 1) {
          const section = sections[index];
          section?.cross(passage, section.down);
        }
      down.noteLast(cell, passage);
      const throughRe = (logAllRe[cell + 1] ?? 0) + (logLastRe[cell + 1] ?? 0);
      const throughIm = (logAllIm[cell + 1] ?? 0) + (logLastIm[cell + 1] ?? 0);
      const overRe = sections === undefined ? 0 : passage.logRe - (logLastRe[cell] ?? 0);
      const overIm = sections === undefined ? 0 : passage.logIm - (logLastIm[cell] ?? 0);
      down.noteAll(cell, throughRe + overRe, throughIm + overIm);
    }
  }
}

/** `1 − E[e^−sT]` of the passage to a level from the one below it, which has been far above all others for long. */
export function passageTo(level: number, inFlight: number, s: Complex): Complex {
  if (level === 0) return ZERO;
  const stretch = new Stretch(inFlight, level - 1, 1);
  stretch.setAt(s);
  return { re: stretch.up.attractingRe, im: stretch.up.attractingIm };
}
