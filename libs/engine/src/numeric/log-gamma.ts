import { HALF_LOG_TWO_PI, stirlingError } from './stirling.js';

/** From here on Stirling's series is exact to a double. */
const STIRLING_FROM = 16;

/**
 * Natural logarithm of the gamma function of a positive number: Stirling's formula with its error term, reached from
 * below by `Γ(x) = Γ(x + 1) / x`.
 * @see Abramowitz, Stegun, Handbook of Mathematical Functions, 6.1.15 and 6.1.40
 */
export function logGamma(x: number): number {
  let argument = x;
  let product = 1;
  while (argument < STIRLING_FROM) {
    product *= argument;
    argument += 1;
  }
  const stirling = (argument - 0.5) * Math.log(argument) - argument + HALF_LOG_TWO_PI;
  return stirling + stirlingError(argument) - Math.log(product);
}
