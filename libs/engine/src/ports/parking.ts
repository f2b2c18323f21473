import { poissonHeadOverMass, poissonTailOverMass } from '../numeric/index.js';

/** A pool that has been filled by searches: what is free, and what share of searches would fail. */
export interface ParkedPool {
  /** Natural logarithm of the share that is free: it keeps its digits where hardly anything is. */
  readonly logFree: number;
  /** Chance that a search of each window length, from a random port, finds none free. */
  readonly failures: readonly number[];
  /** Mean of a block's length, at most the first window: the share of the free ports that each search a port takes. */
  readonly reach: number;
}

/** A chance of failure that rounding alone makes. */
const CERTAIN = 1e-14;

/**
 * A large pool into which connections have been parked: each starts at a random port and takes the first free one of at
 * most `windows[0]` consecutive ports. Ports in use clump into runs, because a run of k is met, and made longer, k + 1
 * times as often as a free port alone; so a search of n ports fails far more often than `fill^n`.
 *
 * Cut the pool after each free port. A block of x ports (its last one free) is hit by a share of arrivals in proportion
 * to min(x, w), and then joins the block behind it. What a block becomes depends only on what is behind it, so that
 * lengths of blocks stay independent, and follow `p′(x) = Σ r(i) p(i) p(x − i) − r(x) p(x)`, r(x) = min(x, w). Up to the
 * window that is solved by Borel's distribution `e^(−τx) (τx)^(x − 1) / x!`, with τ searches a port so far; free ports
 * fall by `n′ = −n E[min(X, w)]`, whose integral is a sum of incomplete gamma functions. No constant is fitted.
 *
 * @param intensity τ, searches per port so far, at least 0
 * @param windows lengths of search to judge, the first of them the one that fills the pool
 * @see Konheim, Weiss: An Occupancy Discipline and Applications, SIAM J. Appl. Math. 14(6), 1966 (parking without a
 *   window); Bertoin, Miermont: Asymptotics in Knuth's Parking Problem for Caravans, 2006 (its coalescing blocks)
 */
export function parkedPool(intensity: number, windows: readonly number[]): ParkedPool {
  const window = windows[0] ?? 1;
  const longest = Math.floor(window);
  const reached = windows.map(() => 0);
  const shorter = windows.map(() => 0);
  let logFactorial = 0;
  let logFree = -window * intensity;
  for (let x = 1; x <= longest; x += 1) {
    logFactorial += Math.log(x);
    const mean = intensity * x;
    // Borel's probability, and x times it: the Poisson probability of x − 1.
    const probability = mean > 0 ? Math.exp((x - 1) * Math.log(mean) - mean - logFactorial) : Number(x === 1);
    logFree += ((window - x) * atLeast(x, mean, x * probability)) / (x * x);
    // Borel's probabilities fall geometrically below an intensity of 1: no later one shows in a sum near 1.
    if (intensity < 1 && x * probability * window < 1e-20) break;
    for (let index = 0; index < windows.length; index += 1) {
      if (x > (windows[index] ?? 0)) continue;
      reached[index] = (reached[index] ?? 0) + x * probability;
      shorter[index] = (shorter[index] ?? 0) + probability;
    }
  }
  const free = Math.exp(logFree);
  const reaches = windows.map(
    (length, index) => (reached[index] ?? 0) + length * Math.max(0, 1 - (shorter[index] ?? 0)),
  );
  const failures = reaches.map((reach) => {
    const failure = 1 - free * reach;
    return failure > CERTAIN ? failure : 0;
  });
  return { logFree, failures, reach: reaches[0] ?? 1 };
}

/** The probability that a Poisson variable is at least x, from that of x − 1. */
function atLeast(x: number, mean: number, massBelow: number): number {
  if (mean <= 0) return 0;
  return mean <= x
    ? massBelow * poissonTailOverMass(x - 1, mean)
    : 1 - massBelow * poissonHeadOverMass(x - 1, mean);
}

/**
 * The searches per port after which a share of the pool is in use: Newton's method on the logarithm of the free ports,
 * which fall faster and faster, so that every step after the first stays on one side.
 *
 * @param fill at least 0, below 1
 */
export function intensityForFill(fill: number, window: number): number {
  const goal = Math.log1p(-fill);
  let intensity = fill;
  for (let round = 0; round < 60; round += 1) {
    const { logFree, reach } = parkedPool(intensity, [window]);
    const next = intensity + (logFree - goal) / reach;
    if (Math.abs(next - intensity) <= 1e-11 * next) return next;
    intensity = next;
  }
  return intensity;
}
