const DEEPEST = 64;

/** What keeps a value from being JSON that any store can keep, in words that follow a path; null where nothing does. */
export function jsonFault(value: unknown, depth = 0): string | null {
  if (depth > DEEPEST) return `is nested deeper than ${String(DEEPEST)} levels`;
  if (typeof value === 'string')
    return textIsStorable(value) ? null : 'holds text with a NUL character or half a character';
  if (typeof value === 'number') return Number.isFinite(value) ? null : `holds the number ${String(value)}`;
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value !== 'object') return `holds a value of type ${typeof value}`;
  for (const [key, item] of Object.entries(value)) {
    if (isReservedKey(key)) return `holds the key "${key}"`;
    const fault = jsonFault(key, depth + 1) ?? jsonFault(item, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

/** PostgreSQL keeps neither NUL nor unpaired surrogates in text or jsonb. */
export function textIsStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

/** Keys that would reach the prototype of an object that is copied carelessly. */
export function isReservedKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}
