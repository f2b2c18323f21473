/**
 * A number that is not known for certain. `low` and `high` bound it with the given `confidence` (default 0.9);
 * `mid` is its median (default: the middle). Units are those of the field that holds it.
 */
export interface Interval {
  readonly low: number;
  readonly mid?: number;
  readonly high: number;
  readonly confidence?: number;
}

/** A number, or an interval where it is not known for certain. */
export type Quantity = number | Interval;

/** The central value of a quantity: the number itself, or the interval's `mid` (its middle where `mid` is absent). */
export function midOf(quantity: Quantity): number {
  if (typeof quantity === 'number') return quantity;
  return quantity.mid ?? (quantity.low + quantity.high) / 2;
}

/** Where a value comes from. */
export type ProvenanceKind = 'given' | 'profile' | 'imported' | 'assumed' | 'calibrated';

export interface Provenance {
  readonly kind: ProvenanceKind;
  /** Where it was read: a Terraform address, a file and line, a profile's id. */
  readonly from?: string;
  /** Why this value was chosen, for assumed and calibrated ones. */
  readonly reason?: string;
}
