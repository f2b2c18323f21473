/**
 * A place between two levels of a grid, with what Hermite's cubic weighs by there what passages have come to at levels, and the
 * slopes of that: a passage over one level is the slope half a level before it, so of the two around a level by their weights.
 * Set anew for the next place, for it is asked for often.
 *
 * @see Fritsch, Carlson, Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 17, 1980 (the cubic, section 2)
 */
export class Place {
  private cell = 0;
  /** The level after the next, or the last. */
  private beyond = 0;
  private toWeight = NaN;
  private fromSlope = NaN;
  private toSlope = NaN;
  private stride = NaN;

  /**
   * @param position in cells of the grid, below `top`
   * @param stride levels from one of the grid to the next
   * @param top the last cell
   */
  at(position: number, stride: number, top: number): void {
    const along = position - Math.floor(position);
    const left = 1 - along;
    this.cell = Math.floor(position);
    this.beyond = Math.min(this.cell + 2, top);
    this.toWeight = along * along * (1 + 2 * left);
    this.fromSlope = left * left * along;
    this.toSlope = along * along * left;
    this.stride = stride;
  }

  /**
   * What passages have come to here.
   *
   * @param all at each level
   * @param last over the level before it
   * @param sign whether it rises or falls with the level
   */
  read(all: readonly number[], last: readonly number[], sign: 1 | -1): number {
    const { cell, toWeight } = this;
    const from = all[cell] ?? 0;
    if (toWeight === 0) return from;
    const late = this.stride - 0.5;
    const early = 0.5;
    const toLast = last[cell + 1] ?? 0;
    const slopeFrom = late * (last[cell] ?? 0) + early * toLast;
    const slopeTo = late * toLast + early * (last[this.beyond] ?? 0);
    return (
      (1 - toWeight) * from +
      toWeight * (all[cell + 1] ?? 0) +
      sign * (this.fromSlope * slopeFrom - this.toSlope * slopeTo)
    );
  }
}
