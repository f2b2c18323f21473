/** An argument outside a law's domain: a fault of the caller, since documents are validated before. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    /** Kebab-case, stable: `out-of-range`, `upside-down-range`. */
    readonly code: string,
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

/** The value, if it is strictly between 0 and 1. @throws DomainError otherwise */
export function requireProbability(field: string, value: number): number {
  if (value > 0 && value < 1) return value;
  throw new DomainError('out-of-range', field, value, 'a number between 0 and 1, both excluded');
}
