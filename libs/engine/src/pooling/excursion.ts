import type { Complex } from './complex.js';
import { makeRoom, type LevelGrid } from './level-grid.js';
import { LevelPassages, type Sections } from './level-passage.js';
import { Place } from './level-place.js';

/**
 * Excursions of the requests in flight below each level of the grid: from one below it, until it is reached
 * again or the flight has sunk `depth` below it. The two-sided exit follows from the one-sided passages,
 * which solve the same difference equation; written so that nothing cancels where s is small.
 *
 * How they end is told as Laplace transforms of the time T until then; over one grid after the other, and at one `s` after
 * the other, in the same memory.
 */
export class Excursions {
  /** `E[e^−sT]` over those that sink by the depth before they return, by level. */
  readonly sunkRe: number[] = [];
  readonly sunkIm: number[] = [];
  /** `1 − E[e^−sT]` over all. */
  readonly awayRe: number[] = [];
  readonly awayIm: number[] = [];
  private readonly passages = new LevelPassages();
  private readonly floor = new Place();
  private levels = 0;
  private stride = NaN;
  private depth = NaN;

  /** Begins with another grid. @param depth at least 1; Infinity for excursions that only end by return */
  over(inFlight: number, grid: LevelGrid, depth: number, sections: Sections): void {
    this.levels = grid.levels.length;
    this.stride = grid.stride;
    this.depth = depth;
    makeRoom(this.sunkRe, this.levels);
    makeRoom(this.sunkIm, this.levels);
    makeRoom(this.awayRe, this.levels);
    makeRoom(this.awayIm, this.levels);
    this.passages.over(inFlight, grid, sections);
  }

  followAt(s: Complex): void {
    const { passages, levels, stride, depth } = this;
    const { up } = passages;
    passages.followAt(s, (levels - 1) * stride >= depth);
    for (let cell = 0; cell < levels; cell += 1) {
      const floor = cell - depth / stride;
      if (floor < 0) {
        this.sunkRe[cell] = 0;
        this.sunkIm[cell] = 0;
        this.awayRe[cell] = up.heldRe[cell] ?? 0;
        this.awayIm[cell] = up.heldIm[cell] ?? 0;
      } else {
        this.floor.at(floor, stride, levels - 1);
        this.exit(cell);
      }
    }
  }

  private exit(cell: number): void {
    const { floor } = this;
    const { up, down } = this.passages;
    const upRe = up.heldRe[cell] ?? 0;
    const upIm = up.heldIm[cell] ?? 0;
    const downRe = down.heldRe[cell] ?? 0;
    const downIm = down.heldIm[cell] ?? 0;
    // Logarithms of the passages from the floor to the level, and from the level to the floor.
    const riseRe = (up.logAllRe[cell] ?? 0) - floor.read(up.logAllRe, up.logLastRe, 1);
    const riseIm = (up.logAllIm[cell] ?? 0) - floor.read(up.logAllIm, up.logLastIm, 1);
    const fallRe = floor.read(down.logAllRe, down.logLastRe, -1) - (down.logAllRe[cell] ?? 0);
    const fallIm = floor.read(down.logAllIm, down.logLastIm, -1) - (down.logAllIm[cell] ?? 0);

    // 1 − e^fall and 1 − e^rise, with all their digits where those are small: e^x = (1 + m)(cos + i sin), 1 − cos = 2 sin²(half).
    const fallLess = Math.expm1(fallRe);
    const fallHalfSin = Math.sin(fallIm / 2);
    const fallTurn = 2 * fallHalfSin * fallHalfSin;
    const passIm = (1 + fallLess) * 2 * fallHalfSin * Math.cos(fallIm / 2);
    const fallsRe = fallTurn - fallLess * (1 - fallTurn);
    const fallsIm = -passIm;
    const passRe = 1 - fallsRe;
    const riseLess = Math.expm1(riseRe);
    const riseHalfSin = Math.sin(riseIm / 2);
    const riseTurn = 2 * riseHalfSin * riseHalfSin;
    const risesRe = riseTurn - riseLess * (1 - riseTurn);
    const risesIm = -(1 + riseLess) * 2 * riseHalfSin * Math.cos(riseIm / 2);
    // 1 − e^(rise + fall).
    const bothRe = fallsRe + risesRe - (fallsRe * risesRe - fallsIm * risesIm);
    const bothIm = fallsIm + risesIm - (fallsRe * risesIm + fallsIm * risesRe);
    const bothNorm = bothRe * bothRe + bothIm * bothIm;

    const stayRe = 1 - downRe;
    const stayNorm = stayRe * stayRe + downIm * downIm;
    const shareRe = (passRe * stayRe - passIm * downIm) / stayNorm;
    const shareIm = (passIm * stayRe + passRe * downIm) / stayNorm;
    const eitherRe = upRe + downRe - (upRe * downRe - upIm * downIm);
    const eitherIm = upIm + downIm - (upRe * downIm + upIm * downRe);
    const sunkRe = shareRe * eitherRe - shareIm * eitherIm;
    const sunkIm = shareRe * eitherIm + shareIm * eitherRe;
    const sharedRe = shareRe * downRe - shareIm * downIm;
    const sharedIm = shareRe * downIm + shareIm * downRe;
    const awayRe = upRe * fallsRe - upIm * fallsIm - (sharedRe * risesRe - sharedIm * risesIm);
    const awayIm = upRe * fallsIm + upIm * fallsRe - (sharedRe * risesIm + sharedIm * risesRe);
    this.sunkRe[cell] = (sunkRe * bothRe + sunkIm * bothIm) / bothNorm;
    this.sunkIm[cell] = (sunkIm * bothRe - sunkRe * bothIm) / bothNorm;
    this.awayRe[cell] = (awayRe * bothRe + awayIm * bothIm) / bothNorm;
    this.awayIm[cell] = (awayIm * bothRe - awayRe * bothIm) / bothNorm;
  }
}
