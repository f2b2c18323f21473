import { boundsInWords, type Bounds } from '../catalog/bounds.js';
import type { Sourced } from '../catalog/profile.js';

/** How a value is outside of what a provider accepts. */
export interface Breach {
  /** Stable: `above-hard-limit`, `below-hard-limit`, `not-a-multiple`, `not-a-power-of-two`, `not-offered`. */
  readonly code: string;
  /** What is accepted: `at most 8 addresses`. */
  readonly allows: string;
}

/**
 * Whether a value of a document is outside a provider's bounds; null where it is within.
 *
 * @param valueOf what another field of the same node is set to
 */
export function breachOf(
  value: unknown,
  { value: bounds, unit, note }: Sourced<Bounds>,
  valueOf: (field: string) => unknown,
): Breach | null {
  const broken = (code: string): Breach => ({
    code,
    allows: `${boundsInWords(bounds, unit)}${note === undefined ? '' : `: ${note}`}`,
  });
  if (bounds.oneOf !== undefined) {
    return bounds.oneOf.some((choice) => choice === value) ? null : broken('not-offered');
  }
  const numbers = numbersOf(value);
  const [first = 0, last = 0] = numbers;
  if (bounds.min !== undefined && Math.min(...numbers) < bounds.min) return broken('below-hard-limit');
  if (bounds.max !== undefined && Math.max(...numbers) > bounds.max) return broken('above-hard-limit');
  if (bounds.leastPorts !== undefined && Array.isArray(value) && last - first + 1 < bounds.leastPorts)
    return broken('below-hard-limit');
  const { multipleOf } = bounds;
  if (multipleOf !== undefined && numbers.some((each) => each % multipleOf !== 0))
    return broken('not-a-multiple');
  if (bounds.powerOfTwo === true && !numbers.every((each) => Number.isInteger(Math.log2(each))))
    return broken('not-a-power-of-two');
  const other = bounds.above === undefined ? undefined : valueOf(bounds.above);
  if (typeof other === 'number' && Math.min(...numbers) <= other) return broken('below-hard-limit');
  return null;
}

/** The number itself, both ends of a range, or the ends and the middle of an interval. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'number');
  if (typeof value !== 'object' || value === null || !('low' in value)) return [];
  const { low, high, mid }: { low: unknown; high?: unknown; mid?: unknown } = value;
  return [low, high, mid].filter((each) => typeof each === 'number');
}
