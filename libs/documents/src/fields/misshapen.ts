/** Stands in a hydrated document for a value that no document class fits, so that nobody walks into it. */
export class Misshapen {
  constructor(readonly raw: unknown) {}
}

/** The value as the document had it. */
export function rawOf(value: unknown): unknown {
  return value instanceof Misshapen ? value.raw : value;
}
