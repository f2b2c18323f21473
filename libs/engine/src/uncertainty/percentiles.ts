import type { Percentiles } from '../plan/result.js';

/** Nearest ranks at 5, 50 and 95 %, of values in the order of a comparison. */
export function percentilesOf<Value>(
  values: readonly Value[],
  compare: (left: Value, right: Value) => number,
): Percentiles<Value> {
  const sorted = [...values].sort(compare);
  const at = (percent: number): Value => {
    const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
    if (value === undefined) throw new RangeError('percentiles need a sample');
    return value;
  };
  return { p5: at(5), p50: at(50), p95: at(95) };
}

/** Numbers up, and null, which stands for more than any number, last. */
export function upwards(left: number | null, right: number | null): number {
  return (left ?? Infinity) === (right ?? Infinity) ? 0 : (left ?? Infinity) - (right ?? Infinity);
}

/** The earliest first, and never last. Instants are ISO 8601 in UTC, which sort as text. */
export function earliestFirst(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
}
