import { scaledErfc } from './error-function.js';
import { deviance } from './log-poisson.js';
import { stirlingError } from './stirling.js';

/** Temme's expansion is exact to a double from this count on, for means between these shares of it. */
const UNIFORM_FROM = 20;
const UNIFORM_LOWEST = 0.32;
const UNIFORM_HIGHEST = 2.2;

/**
 * `P(N ≤ x) / P(N = x)` of a Poisson variable N, continued to real x: `Γ(x + 1, mean) e^mean mean^−x`. Relative error
 * about 1e-14, at a cost that does not grow with x. Infinity where the ratio exceeds every double.
 *
 * @param x at least 0
 * @param mean above 0
 * @see Temme, The Asymptotic Expansion of the Incomplete Gamma Functions, SIAM J. Math. Anal. 10, 1979
 */
export function poissonHeadOverMass(x: number, mean: number): number {
  if (isUniform(x, mean)) {
    const { scaled, series } = uniform(x, mean);
    return 1 + scaled + series;
  }
  return mean > x + 1 ? mean * fractionOfUpperGamma(x, mean) : 1 / massOf(x, mean) - tailSeries(x, mean);
}

/**
 * `P(N > x) / P(N = x)` of a Poisson variable N, continued to real x: `Σ mean^n / ((x + 1) … (x + n))`, n ≥ 1. Meant for
 * means up to x or a little above it.
 *
 * @param x at least 0
 * @param mean above 0
 */
export function poissonTailOverMass(x: number, mean: number): number {
  if (!isUniform(x, mean)) return tailSeries(x, mean);
  const { otherSide, series } = uniform(x, mean);
  return otherSide - series - 1;
}

function isUniform(x: number, mean: number): boolean {
  return x >= UNIFORM_FROM && mean > UNIFORM_LOWEST * x && mean < UNIFORM_HIGHEST * x;
}

function massOf(x: number, mean: number): number {
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

function tailSeries(x: number, mean: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 1e6; n += 1) {
    term *= mean / (x + n);
    sum += term;
    if (term <= sum * 1e-17) break;
  }
  return sum;
}

/** The continued fraction of `Γ(x + 1, mean) e^mean mean^−(x + 1)`, for means above x + 1; Lentz 1976. */
function fractionOfUpperGamma(x: number, mean: number): number {
  const tiny = 1e-300;
  let b = mean - x;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1e6; n += 1) {
    const a = -n * (n - x - 1);
    b += 2;
    d = a * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + a / c;
    c = Math.abs(c) < tiny ? tiny : c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return fraction;
}

interface Uniform {
  /** `√(πx/2) Γ* e^(z²) erfc(z)`, and the same of −z. */
  readonly scaled: number;
  readonly otherSide: number;
  readonly series: number;
}

/**
 * With `½ η² = mean/x − 1 − ln(mean/x)` and z = η √(x/2), the head without its last term is an error function and a power
 * series in η whose coefficients follow `b(n − 1) = f(n) + (n + 1) b(n + 1) / x`.
 * @see Temme, On the Computation of the Incomplete Gamma Functions for Large Values of the Parameters, 1987
 */
function uniform(x: number, mean: number): Uniform {
  const z = Math.sign(mean - x) * Math.sqrt(deviance(x, mean));
  const eta = z * Math.sqrt(2 / x);
  const scale = Math.exp(stirlingError(x)) * Math.sqrt((Math.PI * x) / 2);
  let later = 0;
  let last = 0;
  let series = 0;
  for (let n = UNIFORM_COEFFICIENTS.length - 1; n >= 1; n -= 1) {
    const coefficient = (UNIFORM_COEFFICIENTS[n] ?? 0) + ((n + 1) / x) * later;
    series = series * eta + coefficient;
    later = last;
    last = coefficient;
  }
  return { scaled: scale * scaledErfc(z), otherSide: scale * scaledErfc(-z), series };
}

/**
 * Taylor coefficients of `η / (mean/x − 1)` in η. With `μ = mean/x − 1 = Σ α(n) η^n`, differentiating the definition of η
 * gives `μ μ′ = η (1 + μ)`, hence the α, and `η / μ = μ′ − η`.
 */
const UNIFORM_COEFFICIENTS: readonly number[] = uniformCoefficients(34);

function uniformCoefficients(count: number): readonly number[] {
  const alpha = [0, 1];
  for (let n = 2; n <= count; n += 1) {
    let convolution = 0;
    for (let i = 2; i < n; i += 1) convolution += (alpha[i] ?? 0) * (alpha[n + 1 - i] ?? 0);
    alpha.push(((alpha[n - 1] ?? 0) - ((n + 1) / 2) * convolution) / (n + 1));
  }
  return alpha.slice(1).map((value, n) => (n + 1) * value - (n === 1 ? 1 : 0));
}
