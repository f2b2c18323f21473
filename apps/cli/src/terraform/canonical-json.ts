/**
 * A JSON value as text that is the same for equal values: keys in the order of their UTF-16 code units, no spaces,
 * numbers as ECMAScript writes them.
 *
 * @see RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  const members: string[] = [];
  for (const key of Object.keys(fields).sort()) {
    // Asked for once: some figures are found when they are asked for.
    const member = fields[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
