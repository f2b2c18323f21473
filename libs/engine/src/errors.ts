/** Every way in which an argument can be outside a law's domain. Stable: callers may branch on it. */
export type DomainErrorCode = 'out-of-range' | 'upside-down-range' | 'not-whole';

/** An argument outside a law's domain: a fault of the caller, since documents are validated before. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    readonly field: string,
    readonly value: unknown,
    /** What would be valid, to stand behind "must be". */
    valid: string,
  ) {
    super(`${field} is ${String(value)}; it must be ${valid}`);
  }
}

/** The value, if it is a number of at least `least`. @throws DomainError otherwise, NaN and infinities included */
export function requireAtLeast(field: string, value: number, least: number): number {
  if (Number.isFinite(value) && value >= least) return value;
  throw new DomainError('out-of-range', field, value, `a number of at least ${String(least)}`);
}

/** The value, if it is a number above `bound`. @throws DomainError otherwise, NaN and infinities included */
export function requireAbove(field: string, value: number, bound: number): number {
  if (Number.isFinite(value) && value > bound) return value;
  throw new DomainError('out-of-range', field, value, `a number above ${String(bound)}`);
}

/** The value, if it is a whole number of at least `least`. @throws DomainError otherwise */
export function requireWhole(field: string, value: number, least: number): number {
  if (Number.isInteger(requireAtLeast(field, value, least))) return value;
  throw new DomainError('not-whole', field, value, `a whole number of at least ${String(least)}`);
}

/** The value, if it is strictly between 0 and 1. @throws DomainError otherwise */
export function requireProbability(field: string, value: number): number {
  if (value > 0 && value < 1) return value;
  throw new DomainError('out-of-range', field, value, 'a number between 0 and 1, both excluded');
}

/** The value, if it is from 0 to 1. @throws DomainError otherwise */
export function requireShare(field: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new DomainError('out-of-range', field, value, 'a number from 0 to 1');
}
