/** A simulated mean and the half width of its 99 % confidence interval. */
export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Batches that a run is cut into, each nearly independent of the others. */
export const BATCHES = 30;

/** Student's t at 99.5 % with 29 degrees of freedom: as many batches, less one. */
const STUDENT = 2.756;

/** The method of batch means: Law, Simulation Modeling and Analysis, 9.5.3. */
export function intervalOf(batches: readonly number[]): Interval {
  if (batches.length !== BATCHES) throw new Error(`${String(batches.length)} batches`);
  const mean = batches.reduce((sum, each) => sum + each, 0) / BATCHES;
  const variance = batches.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (BATCHES - 1);
  return { mean, halfWidth: STUDENT * Math.sqrt(variance / BATCHES) };
}

export function contains({ mean, halfWidth }: Interval, value: number): boolean {
  return Math.abs(value - mean) <= halfWidth;
}
