/** `½ ln 2π`. */
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * What Stirling's formula leaves out: `ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π`, so that large terms need not cancel
 * elsewhere. For x below 16 it climbs by `δ(x) = δ(x + 1) + (x + ½) ln(1 + 1/x) − 1`.
 *
 * @param x above 0
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities, 2000, section 3
 */
export function stirlingError(x: number): number {
  let argument = x;
  let climbed = 0;
  while (argument < 16) {
    climbed += stirlingStep(argument);
    argument += 1;
  }
  const square = argument * argument;
  const series =
    1 / 12 -
    (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) /
      square;
  return climbed + series / argument;
}

/** `(x + ½) ln(1 + 1/x) − 1`, by its series where the terms would cancel: with y = 1 / (2x + 1), y²/3 + y⁴/5 + … */
function stirlingStep(x: number): number {
  if (x < 1) return (x + 0.5) * (Math.log1p(x) - Math.log(x)) - 1;
  const square = 1 / ((2 * x + 1) * (2 * x + 1));
  let power = square;
  let sum = 0;
  for (let k = 3; power > 1e-18; k += 2) {
    sum += power / k;
    power *= square;
  }
  return sum;
}
