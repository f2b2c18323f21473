import type { SeenRuns } from './endless-range.js';

/** Fewer runs than these give no digits: what is longer is continued from what is shorter. */
const ENOUGH_RUNS = 3000;

/** So near full few runs are seen because they are long, and each look sees all of them. */
const NEARLY_ALWAYS = 0.9;

/**
 * How many independent tries looking at a run of consecutive ports is worth: `ln(chance that all are in use) / ln fill`.
 * Where runs so long were hardly ever seen, the chance is continued as `e^−(A + B n + C ln n)` through the three longest
 * windows, each twice the one before, that were: lengths of runs fall geometrically in the end, as Borel's do.
 */
export function worthOfRun(seen: SeenRuns, length: number): number {
  const last = seen.allInUse(length) > NEARLY_ALWAYS ? length : longestSeen(seen, length);
  if (last < 1) throw new Error(`no runs seen at a fill of ${String(seen.fill)}`);
  return lossExponent(seen, length, last) / -Math.log(seen.fill);
}

function lossExponent(seen: SeenRuns, length: number, last: number): number {
  const exponent = (window: number): number => -Math.log(seen.allInUse(window));
  if (last === length) return exponent(length);
  const [third, half] = [Math.max(1, Math.floor(last / 4)), Math.max(2, Math.floor(last / 2))];
  const [e1, e2, e3] = [exponent(third), exponent(half), exponent(last)];
  const [upper, lower] = [(e3 - e2) / (last - half), (e2 - e1) / (half - third)];
  const perLog = (from: number, to: number): number => Math.log(to / from) / (to - from);
  // The share that falls off as a power of n; what is left is geometric, and never rises.
  const power = Math.max(0, (lower - upper) / (perLog(third, half) - perLog(half, last)));
  const geometric = Math.max(0, upper - power * perLog(half, last));
  return e3 + geometric * (length - last) + power * Math.log(length / last);
}

function longestSeen(seen: SeenRuns, length: number): number {
  let [low, high] = [0, length + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (seen.runsSeen(middle) >= ENOUGH_RUNS) low = middle;
    else high = middle;
  }
  return low;
}
