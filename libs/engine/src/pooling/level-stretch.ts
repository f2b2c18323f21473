import type { Complex } from './complex.js';

/**
 * How passages go over levels with one rate of completions: what they tend to from level to level, and what
 * they leave.
 */
class Direction {
  attractingRe = NaN;
  attractingIm = NaN;
  repellingRe = NaN;
  repellingIm = NaN;
  /** Logarithm of `1 − attracting` upwards, of its inverse downwards. */
  logRe = NaN;
  logIm = NaN;
}

/** A passage on its way over stretches: `1 − E[e^−sT]` over the last level, and `ln E[e^−sT]` since it went on. */
export class Passage {
  heldRe = NaN;
  heldIm = NaN;
  logRe = NaN;
  logIm = NaN;

  begin(heldRe: number, heldIm: number): void {
    this.heldRe = heldRe;
    this.heldIm = heldIm;
    this.goOn();
  }

  /** From here to the next level of the grid. */
  goOn(): void {
    this.logRe = 0;
    this.logIm = 0;
  }

  /** Over one level, with the rates at which the flight goes `towards` and `back`. */
  overOne(towards: number, back: number, s: Complex): void {
    const awayRe = s.re + back * this.heldRe;
    const awayIm = s.im + back * this.heldIm;
    const totalRe = towards + awayRe;
    const norm = totalRe * totalRe + awayIm * awayIm;
    this.heldRe = (awayRe * totalRe + awayIm * awayIm) / norm;
    this.heldIm = (awayIm * totalRe - awayRe * awayIm) / norm;
  }
}

/**
 * A stretch of levels with one rate of completions, over which first passages have a closed form at each `s`, as a Möbius
 * map has. In plain numbers, and set anew for the next `s`, for it is asked for often.
 */
export class Stretch {
  readonly up = new Direction();
  readonly down = new Direction();
  /** How much of the distance from the one to the other is left after the stretch. */
  decayRe = NaN;
  decayIm = NaN;

  private inFlight = NaN;
  private level = NaN;
  private length = NaN;

  /**
   * Becomes another.
   *
   * @param level whose rate of completions it is, half a level lower
   * @param length levels
   */
  over(inFlight: number, level: number, length: number): void {
    this.inFlight = inFlight;
    this.level = level;
    this.length = length;
  }

  setAt(s: Complex): void {
    const { inFlight, level, length, up, down } = this;
    const driftRe = inFlight - level + s.re;
    const driftIm = s.im;
    const squareRe = driftRe * driftRe - driftIm * driftIm + 4 * level * s.re;
    const squareIm = driftRe * driftIm + driftIm * driftRe + 4 * level * s.im;
    // The square root in the right half plane.
    const modulus = Math.sqrt(squareRe * squareRe + squareIm * squareIm);
    const larger = Math.sqrt((modulus + Math.abs(squareRe)) / 2);
    const smaller = larger === 0 ? 0 : squareIm / (2 * larger);
    const rootRe = squareRe >= 0 ? larger : Math.abs(smaller);
    const rootIm = squareRe >= 0 ? smaller : squareIm < 0 ? -larger : larger;

    const sign = driftRe * rootRe + driftIm * rootIm >= 0 ? 1 : -1;
    const sumRe = driftRe + sign * rootRe;
    const sumIm = driftIm + sign * rootIm;
    const oneRe = (-1 / (2 * level)) * sumRe;
    const oneIm = (-1 / (2 * level)) * sumIm;
    const norm = sumRe * sumRe + sumIm * sumIm;
    const otherRe = (2 * s.re * sumRe + 2 * s.im * sumIm) / norm;
    const otherIm = (2 * s.im * sumRe - 2 * s.re * sumIm) / norm;
    const oneIsNear =
      (1 - oneRe) * (1 - oneRe) + oneIm * oneIm < (1 - otherRe) * (1 - otherRe) + otherIm * otherIm;
    const nearRe = oneIsNear ? oneRe : otherRe;
    const nearIm = oneIsNear ? oneIm : otherIm;
    const farRe = oneIsNear ? otherRe : oneRe;
    const farIm = oneIsNear ? otherIm : oneIm;

    up.attractingRe = nearRe;
    up.attractingIm = nearIm;
    up.repellingRe = farRe;
    up.repellingIm = farIm;
    up.logRe = logModulusOfComplement(nearRe, nearIm);
    up.logIm = angleOfComplement(nearRe, nearIm);
    const farNorm = (farRe - 1) * (farRe - 1) + farIm * farIm;
    down.attractingRe = (farRe * (farRe - 1) + farIm * farIm) / farNorm;
    down.attractingIm = (farIm * (farRe - 1) - farRe * farIm) / farNorm;
    const nearNorm = (nearRe - 1) * (nearRe - 1) + nearIm * nearIm;
    down.repellingRe = (nearRe * (nearRe - 1) + nearIm * nearIm) / nearNorm;
    down.repellingIm = (nearIm * (nearRe - 1) - nearRe * nearIm) / nearNorm;
    down.logRe = -logModulusOfComplement(farRe, farIm);
    down.logIm = -angleOfComplement(farRe, farIm);
    const left = Math.exp(length * (up.logRe + down.logRe));
    const turned = length * (up.logIm + down.logIm);
    this.decayRe = left * Math.cos(turned);
    this.decayIm = left * Math.sin(turned);
  }

  /** Takes a passage over it. */
  cross(passage: Passage, direction: Direction): void {
    const { attractingRe, attractingIm, repellingRe, repellingIm } = direction;
    const { decayRe, decayIm, length } = this;
    const fromRe = passage.heldRe - repellingRe;
    const fromIm = passage.heldIm - repellingIm;
    const wholeWayRe = attractingRe - repellingRe;
    const wholeWayIm = attractingIm - repellingIm;
    const norm = wholeWayRe * wholeWayRe + wholeWayIm * wholeWayIm;
    const weightRe = (fromRe * wholeWayRe + fromIm * wholeWayIm) / norm;
    const weightIm = (fromIm * wholeWayRe - fromRe * wholeWayIm) / norm;
    const restRe = (1 - weightRe) * decayRe + weightIm * decayIm;
    const restIm = (1 - weightRe) * decayIm - weightIm * decayRe;
    const sumRe = weightRe + restRe;
    const sumIm = weightIm + restIm;
    const heldRe =
      weightRe * attractingRe - weightIm * attractingIm + (restRe * repellingRe - restIm * repellingIm);
    const heldIm =
      weightRe * attractingIm + weightIm * attractingRe + (restRe * repellingIm + restIm * repellingRe);
    const square = sumRe * sumRe + sumIm * sumIm;
    passage.heldRe = (heldRe * sumRe + heldIm * sumIm) / square;
    passage.heldIm = (heldIm * sumRe - heldRe * sumIm) / square;
    passage.logRe += length * direction.logRe - Math.log(square) / 2;
    passage.logIm += length * direction.logIm - Math.atan2(sumIm, sumRe);
  }
}

/** Real part of `ln(1 − a)`, with all its digits where `a` is small. */
export function logModulusOfComplement(re: number, im: number): number {
  const square = re * re + im * im;
  return square > 0.25 ? Math.log((1 - re) * (1 - re) + im * im) / 2 : Math.log1p(square - 2 * re) / 2;
}

/** Imaginary part of `ln(1 − a)`. */
export function angleOfComplement(re: number, im: number): number {
  return Math.atan2(-im, 1 - re);
}
