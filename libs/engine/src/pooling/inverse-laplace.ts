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
    pole: { re: 3.2209452449505679, im: 1.1936196054172877 },
    residue: { re: -1.8317717104417041, im: -9.5256081289446758 },
  },
  {
    pole: { re: 2.2922491477094992, im: 3.6007714956750371 },
    residue: { re: 2.4362407326605787, im: 3.7167556404587191 },
  },
  {
    pole: { re: 0.26949098724626507, im: 6.0820325927101397 },
    residue: { re: -0.63258805365596493, im: -0.4439231026530502 },
  },
  {
    pole: { re: -3.4085395015771538, im: 8.773034564444613 },
    residue: { re: 0.028129757158198694, im: 0.011577384568384278 },
  },
];
