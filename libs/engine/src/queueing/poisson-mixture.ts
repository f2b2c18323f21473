import { requireAbove, requireAtLeast } from '../errors.js';

/** How far from the mean the load is followed, in standard deviations: less seldom shows than any policy asks. */
const [LOWEST, HIGHEST] = [-4, 8];

/**
 * A loss that is known for random (Poisson) arrivals only, where they come in bursts: the load itself is taken as random,
 * Gamma with a variance of z − 1 times its mean, so that what infinitely many servers would hold has a variance of z times its
 * mean. Arrivals come as the load is, so that the loss counts for as much: the load that one of them meets is Gamma of one
 * shape more. The load is taken as steady for as long as the loss takes to follow it, which tells too much where it is not. At
 * a peakedness of 1 and below it is the loss at the load itself.
 *
 * The mean over the load's normal scores, a standard deviation apart (the trapezoidal rule, exact to eight digits for what is
 * smooth in them); its quantiles by Wilson and Hilferty's cube.
 *
 * @param offeredLoad erlangs, at least 0
 * @param peakedness above 0
 * @param lossAt the loss of Poisson arrivals at a load in erlangs; must not fall as it rises, and then neither does the mean
 * @throws DomainError outside those ranges
 * @see Jongbloed, Koole: Managing Uncertainty in Call Centres Using Poisson Mixtures, Applied Stochastic Models in Business and
 *   Industry 17(4), 2001; Wilson, Hilferty: The Distribution of Chi-Square, PNAS 17(12), 1931
 */
export function lossOfMixedLoad(
  offeredLoad: number,
  peakedness: number,
  lossAt: (offeredLoad: number) => number,
): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  const excess = requireAbove('peakedness', peakedness, 0) - 1;
  if (excess <= 0) return lossAt(offeredLoad);
  const shape = offeredLoad / excess + 1;
  let [weights, loss] = [0, 0];
  for (let score = LOWEST; score <= HIGHEST; score += 1) {
    const weight = Math.exp((-score * score) / 2);
    weights += weight;
    loss += weight * lossAt(excess * gammaQuantile(shape, score));
  }
  return loss / weights;
}

/** The quantile of a Gamma variable of a scale of 1 at a normal score; where the cube would fall as the shape grows, its least. */
function gammaQuantile(shape: number, score: number): number {
  const from = score > 0 ? Math.max(shape, (score * score) / 36) : shape;
  return from * Math.max(0, 1 - 1 / (9 * from) + score / (3 * Math.sqrt(from))) ** 3;
}
