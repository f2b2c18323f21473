import type { Complex } from './complex.js';
import type { Ending } from './excursion.js';

/**
 * An excursion of the requests in flight from one below a level until it is reached again or the flight has sunk to a floor
 * `depth` below it, as Laplace transforms at one `s`: by first steps from the floor upwards. With d = inFlight + n + s −
 * n e(n − 1), returning from n to n + 1 is e(n) = inFlight / d, sinking from n before that g(n) = n g(n − 1) / d, and what
 * neither of them takes (s + n × the same of n − 1) / d, in which nothing cancels. In plain numbers, for it is asked for
 * often.
 *
 * @param floor at least 0
 * @param depth whole, at least 1
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export function timedExcursion(inFlight: number, floor: number, depth: number, s: Complex): Ending {
  let [returnsRe, returnsIm, sunkRe, sunkIm, awayRe, awayIm] = [0, 0, 1, 0, 0, 0];
  for (let step = 1; step < depth; step += 1) {
    const level = floor + step;
    const re = inFlight + level + s.re - level * returnsRe;
    const im = s.im - level * returnsIm;
    const norm = re * re + im * im;
    const [inverseRe, inverseIm] = [re / norm, -im / norm];
    const [restRe, restIm] = [s.re + level * awayRe, s.im + level * awayIm];
    const [fallRe, fallIm] = [level * sunkRe, level * sunkIm];
    [returnsRe, returnsIm] = [inFlight * inverseRe, inFlight * inverseIm];
    [sunkRe, sunkIm] = [fallRe * inverseRe - fallIm * inverseIm, fallRe * inverseIm + fallIm * inverseRe];
    [awayRe, awayIm] = [restRe * inverseRe - restIm * inverseIm, restRe * inverseIm + restIm * inverseRe];
  }
  return { sunk: { re: sunkRe, im: sunkIm }, away: { re: awayRe, im: awayIm } };
}
