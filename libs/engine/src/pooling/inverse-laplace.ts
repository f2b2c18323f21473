import type { Complex } from './complex.js';

/**
 * A pole of the rational function that is nearest to the exponential on the negative axis, with its residue.
 */
export interface ExponentialPole {
  readonly pole: Complex;
  readonly residue: Complex;
}

/**
 * Best rational approximation of e^x on the negative half axis, of degree 8: its poles in the upper half
 * plane and their residues, computed by the method of Carathéodory and Fejér in 30 digits. `e^−x = −2 Re Σ
 * residue / (x + pole)` to 3e-8 for every x ≥ 0; so a function with the Laplace transform F, whose
 * singularities are on the negative axis, is `f(t) = −2/t Re Σ residue F(pole / t)`.
 *
 * @see Trefethen, Weideman, Schmelzer: Talbot quadratures and rational approximations, BIT 46, 2006, section
 *   4
 */
export const EXPONENTIAL_POLES: readonly ExponentialPole[] = [
  {
    pole: { re: 3.2209452449505678, im: 1.1936196054172876 },
    residue: { re: -1.8317717104417042, im: -9.525608128944675 },
  },
  {
    pole: { re: 2.2922491477094993, im: 3.600771495675037 },
    residue: { re: 2.4362407326605786, im: 3.716755640458719 },
  },
  {
    pole: { re: 0.2694909872462651, im: 6.0820325927101395 },
    residue: { re: -0.6325880536559649, im: -0.4439231026530502 },
  },
  {
    pole: { re: -3.408539501577154, im: 8.773034564444613 },
    residue: { re: 0.028129757158198695, im: 0.011577384568384278 },
  },
];
