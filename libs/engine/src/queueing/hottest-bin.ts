import { DomainError, requireAtLeast, requireProbability } from '../errors.js';
import { normalCumulative } from '../numeric/index.js';
import { DEFAULT_CONFIDENCE, hottestShareOfHash } from './imbalance.js';
import { zipfShares, zipfTotal } from './zipf.js';

/** Cells into which a bin's share is cut, from nothing to everything. */
const CELLS = 512;
/** Keys looked at one by one; the many small ones behind them only count by their sum and its variance. */
const LARGE_KEYS = 128;

/** Keys of unequal weight: the large ones each, the rest by two sums. */
interface WeightedKeys {
  readonly large: Readonly<Float64Array>;
  readonly restShare: number;
  readonly restSquares: number;
}

/**
 * Share of the traffic that the fullest bin gets when keys of unequal weight are thrown into bins: the smallest one that is
 * not exceeded with the given confidence. One bin's share is the sum of the keys that fall into it, each with probability
 * 1/n: its distribution is built up key by key, on a grid for the large ones and by the normal law for the rest.
 *
 * @param shares of the keys, at least 0 and 1 in sum
 * @param bins at least 1
 * @throws DomainError outside those ranges
 * @example hottestShareOfWeighted([0.5, 0.25, 0.25], 100) // 0.5: the largest key is alone
 */
export function hottestShareOfWeighted(
  shares: Readonly<Float64Array> | readonly number[],
  bins: number,
  confidence = DEFAULT_CONFIDENCE,
): number {
  const sorted = Float64Array.from(shares).sort().reverse();
  const total = sorted.reduce((sum, share) => sum + requireAtLeast('shares', share, 0), 0);
  if (Math.abs(total - 1) > 1e-6)
    throw new DomainError('out-of-range', 'shares', total, 'shares of 1 in sum');
  const rest = sorted.subarray(LARGE_KEYS);
  return hottestShare(
    {
      large: sorted.subarray(0, LARGE_KEYS),
      restShare: rest.reduce((sum, share) => sum + share, 0),
      restSquares: rest.reduce((sum, share) => sum + share * share, 0),
    },
    bins,
    confidence,
  );
}

/**
 * Share of the traffic that the fullest bin gets when each client sticks to one bin and the clients' weights follow Zipf's
 * law. The cost does not grow with the clients.
 *
 * @param clients at least 1
 * @param zipf exponent, at least 0; 0 makes all clients equal
 * @param bins at least 1
 * @throws DomainError outside those ranges
 */
export function hottestShareOfSticky(
  clients: number,
  zipf: number,
  bins: number,
  confidence = DEFAULT_CONFIDENCE,
): number {
  if (zipf === 0) return hottestShareOfHash(clients, bins, confidence);
  const whole = Math.floor(requireAtLeast('clients', clients, 1));
  const large = zipfShares(whole, zipf, LARGE_KEYS);
  const total = zipfTotal(whole, zipf);
  const largeShare = large.reduce((sum, share) => sum + share, 0);
  const largeSquares = large.reduce((sum, share) => sum + share * share, 0);
  const keys = {
    large,
    restShare: Math.max(0, 1 - largeShare),
    restSquares: Math.max(0, zipfTotal(whole, 2 * zipf) / (total * total) - largeSquares),
  };
  return hottestShare(keys, bins, confidence);
}

function hottestShare(keys: WeightedKeys, bins: number, confidence: number): number {
  requireAtLeast('bins', bins, 1);
  requireProbability('confidence', confidence);
  if (bins === 1) return 1;
  const large = largeKeysOfOneBin(keys.large, bins);
  const mean = keys.restShare / bins;
  const deviation = Math.sqrt((keys.restSquares / bins) * (1 - 1 / bins));
  // The chance that any bin exceeds a share is at most the sum of theirs.
  const exceeds = (share: number): number => {
    let probability = 0;
    large.forEach((mass, cell) => {
      if (mass < 1e-18) return;
      const above = cell / CELLS + mean - share;
      if (deviation > 0) probability += mass * normalCumulative(above / deviation);
      else if (above > 1e-9) probability += mass;
    });
    return bins * probability;
  };
  // Some bin holds the largest key, and some no less than an even part.
  let low = Math.max(keys.large[0] ?? 0, 1 / bins);
  let high = 1;
  if (exceeds(low) <= 1 - confidence) return low;
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (exceeds(middle) <= 1 - confidence) high = middle;
    else low = middle;
  }
  return high;
}

/** Probabilities of what the large keys bring into one bin, by cells; a share between two cells counts to both. */
function largeKeysOfOneBin(shares: Readonly<Float64Array>, bins: number): Float64Array {
  const cells = new Float64Array(CELLS + 2);
  cells[0] = 1;
  const falls = 1 / bins;
  for (const share of shares) {
    const shift = Math.floor(share * CELLS);
    const part = share * CELLS - shift;
    for (let cell = CELLS + 1; cell >= 0; cell -= 1) {
      const moved = (1 - part) * (cells[cell - shift] ?? 0) + part * (cells[cell - shift - 1] ?? 0);
      cells[cell] = (1 - falls) * (cells[cell] ?? 0) + falls * moved;
    }
  }
  return cells;
}
