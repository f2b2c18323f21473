/**
 * Numbers from 0 up to 1 that look random and are the same for the same seed: mulberry32, which passes the tests of gjrand
 * for what a plan draws.
 *
 * @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * So many numbers, one in each of as many equal parts of 0 to 1, in random order: a column of a Latin hypercube, which
 * tells quantiles with fewer samples than independent numbers do.
 *
 * @see McKay, Beckman, Conover, A Comparison of Three Methods for Selecting Values of Input Variables, Technometrics 21(2), 1979
 */
export function stratified(count: number, random: () => number): Float64Array {
  const values = Float64Array.from({ length: count }, (_, part) => (part + random()) / count);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
  return values;
}
