/**
 * The largest argument in a range at which a condition holds that holds up to some point and not beyond; `low` where it
 * holds nowhere. Halves until neighbouring doubles or a relative width of 1e-12.
 */
export function largestAdmissible(holds: (argument: number) => boolean, low: number, high: number): number {
  if (holds(high)) return high;
  let [below, above] = [low, high];
  for (let round = 0; round < 200 && above - below > 1e-12 * Math.abs(above); round += 1) {
    const middle = (below + above) / 2;
    if (holds(middle)) below = middle;
    else above = middle;
  }
  return below;
}

/**
 * The smallest whole number of at least `low` at which a condition holds that holds from some point on; beyond 2^53, where
 * doubles are further apart than one, the smallest double. Doubles its stride from `guess`, then halves:
 * O(log distance) evaluations. The condition must hold somewhere.
 */
export function smallestInteger(holds: (argument: number) => boolean, low: number, guess: number): number {
  let high = Math.max(low, Math.ceil(guess));
  let below = low - 1;
  let stride = 1;
  if (holds(high)) {
    while (high - stride > below && holds(high - stride)) {
      high -= stride;
      stride *= 2;
    }
    below = Math.max(below, high - stride);
  } else {
    while (!holds(high)) {
      below = high;
      high += stride;
      stride *= 2;
    }
  }
  while (high - below > 1) {
    const middle = Math.floor((below + high) / 2);
    if (middle <= below || middle >= high) return high;
    if (holds(middle)) high = middle;
    else below = middle;
  }
  return high;
}
