/** A valid hydrated document as plain objects and lists, fields in the order of their class, nothing shared. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return fromEntries([...(value as ReadonlyMap<string, unknown>)]);
  if (typeof value === 'object' && value !== null) return fromEntries(Object.entries(value));
  // JSON has no negative zero: what was read must be what is read again.
  return value === 0 ? 0 : value;
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
}
