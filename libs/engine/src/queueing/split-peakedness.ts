import { requireAbove, requireShare } from '../errors.js';

/**
 * Peakedness of a part of a load, where each connection falls on that part by itself with the same chance: `1 + p (z − 1)`.
 * Of M ports in use with a variance of V, a part p of each has a variance of `p² V + p (1 − p) M` (the law of total variance).
 * The smaller the part, the nearer it comes to random arrivals: few of a burst fall on the same address.
 *
 * @param peakedness of the whole load, above 0
 * @param share p, 0 to 1
 * @throws DomainError outside those ranges
 * @see Katz, Statistical Performance Analysis of a Switched Communications Network, 5th International Teletraffic Congress, 1967
 * @example splitPeakedness(7, 1 / 8) // 1.75
 */
export function splitPeakedness(peakedness: number, share: number): number {
  return 1 + requireShare('share', share) * (requireAbove('peakedness', peakedness, 0) - 1);
}
