import type { Confidence, Sourced } from './profile.js';

type Extra<T> = Pick<Sourced<T>, 'note' | 'disagreements'>;

/** Writes down values read from one source on one day. */
export type Reader = <T>(value: T, unit: string, extra?: Extra<T>) => Sourced<T>;

/** A reader of one source: `const docs = readFrom('https://…', '2026', 'stated')`, then `docs(55_000, 'ports')`. */
export function readFrom(source: string, asOf: string, confidence: Confidence = 'stated'): Reader {
  return (value, unit, extra = {}) => ({ value, unit, source, asOf, confidence, ...extra });
}
