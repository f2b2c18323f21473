// Jest looks globals up through its sandbox, which is slow in an inner loop.
const { cos, exp, imul, log, sqrt, PI } = Math;

/** Uniform numbers from 0 to 1, 1 excluded. */
export type Random = () => number;

/** Mulberry32: small, seeded, the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How long connections are open, by the shape of its distribution. */
export type HoldShape = 'exponential' | 'fixed' | 'heavy-tailed';

/** Times of a shape with a mean. `heavy-tailed` is log-normal with a standard deviation of twice the mean. */
export function holdOf(shape: HoldShape, mean: number, random: Random): () => number {
  if (shape === 'fixed') return () => mean;
  if (shape === 'exponential') return () => exponential(mean, random);
  const spread = sqrt(log(5));
  return () => mean * exp(spread * standardNormal(random) - log(5) / 2);
}

export function exponential(mean: number, random: Random): number {
  return -mean * log(1 - random());
}

function standardNormal(random: Random): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}
