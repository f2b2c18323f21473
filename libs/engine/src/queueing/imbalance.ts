import { requireAtLeast } from '../errors.js';

/**
 * Share of the traffic that the fullest of several bins gets when a hash throws equal keys into them: `1/n + √(2 ln n /
 * (m n))`, at most 1, and never less than one key's share. One bin, or one key, gets everything.
 *
 * @param keys m, at least 1
 * @param bins n, at least 1
 * @throws DomainError below those
 * @see Raab, Steger: Balls into Bins, A Simple and Tight Analysis, RANDOM 1998, theorem 1 (m ≫ n ln n)
 */
export function hottestShareOfHash(keys: number, bins: number): number {
  requireAtLeast('keys', keys, 1);
  requireAtLeast('bins', bins, 1);
  if (bins === 1 || keys === 1) return 1;
  const excess = Math.sqrt((2 * Math.log(bins)) / (keys * bins));
  return Math.min(1, Math.max(1 / keys, 1 / bins + excess));
}

/**
 * Share of the traffic that the fullest bin gets when each client sticks to one and the clients' weights follow Zipf's law:
 * the largest client's bin with its even part of the others, or the spread of all where that is more.
 *
 * @param clients at least 1
 * @param zipf exponent, at least 0; 0 makes all clients equal
 * @param bins at least 1
 */
export function hottestShareOfSticky(clients: number, zipf: number, bins: number): number {
  requireAtLeast('clients', clients, 1);
  requireAtLeast('zipf', zipf, 0);
  requireAtLeast('bins', bins, 1);
  if (bins === 1 || clients === 1) return 1;
  const { largest, squares } = zipfWeights(clients, zipf);
  const rest = squares - largest * largest;
  const spread = Math.sqrt(2 * Math.log(bins) * (1 / bins) * (1 - 1 / bins) * Math.max(0, rest));
  return Math.min(1, largest + (1 - largest) / bins + spread);
}

/** Weight of the heaviest of `clients` keys under Zipf's law, and the sum of all squared weights. O(clients). */
function zipfWeights(clients: number, zipf: number): { readonly largest: number; readonly squares: number } {
  let sum = 0;
  let squares = 0;
  for (let rank = 1; rank <= clients; rank += 1) {
    const weight = Math.pow(rank, -zipf);
    sum += weight;
    squares += weight * weight;
  }
  return { largest: 1 / sum, squares: squares / (sum * sum) };
}
