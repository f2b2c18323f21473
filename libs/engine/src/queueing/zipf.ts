import { requireAtLeast, requireWhole } from '../errors.js';

/** Terms added one by one before the sum is taken as an integral with corrections. */
const FIRST_TERMS = 32;

/**
 * Sum of `k^−exponent` for k from 1 to `keys`: Euler and Maclaurin's formula after the first terms, so that a billion keys
 * cost no more than fifty.
 * @see Abramowitz, Stegun, Handbook of Mathematical Functions, 23.1.30
 */
export function zipfTotal(keys: number, exponent: number): number {
  requireWhole('keys', keys, 1);
  requireAtLeast('exponent', exponent, 0);
  let sum = 0;
  for (let k = 1; k <= Math.min(keys, FIRST_TERMS); k += 1) sum += k ** -exponent;
  if (keys <= FIRST_TERMS) return sum;
  const bounds = correction(keys, exponent) - correction(FIRST_TERMS, exponent);
  return sum + integral(keys / FIRST_TERMS, exponent) * FIRST_TERMS ** (1 - exponent) + bounds;
}

/** `∫ x^−s dx` from 1 to `upTo`, through s = 1. */
function integral(upTo: number, exponent: number): number {
  const power = (1 - exponent) * Math.log(upTo);
  return Math.abs(power) < 1e-8 ? Math.log(upTo) * (1 + power / 2) : Math.expm1(power) / (1 - exponent);
}

/** What the end of the integral adds: half a term, and its first and third derivative. */
function correction(k: number, exponent: number): number {
  const term = k ** -exponent;
  const first = (exponent * term) / k;
  const third = (first * (exponent + 1) * (exponent + 2)) / (k * k);
  const fifth = (third * (exponent + 3) * (exponent + 4)) / (k * k);
  return term / 2 - first / 12 + third / 720 - fifth / 30_240;
}

/**
 * Each key's share of the traffic by Zipf's law, the largest first: the k-th in proportion to `k^−exponent`.
 *
 * @param keys whole, at least 1
 * @param exponent at least 0; 0 makes all equal, 1 is usual for clients of the web
 * @param most shares wanted, from the largest on; all of them when left out
 * @throws DomainError outside those ranges
 * @see Breslau et al., Web Caching and Zipf-like Distributions, INFOCOM 1999
 * @example zipfShares(3, 1) // [6/11, 3/11, 2/11]
 */
export function zipfShares(keys: number, exponent: number, most = keys): Float64Array<ArrayBuffer> {
  const total = zipfTotal(keys, exponent);
  return Float64Array.from({ length: Math.min(keys, most) }, (_, index) => (index + 1) ** -exponent / total);
}
