/** Part of a text, upper or lower case; the wildcards of LIKE stand for themselves. */
export function containing(part: string): { readonly contains: string; readonly mode: 'insensitive' } {
  return { contains: part.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' };
}

/** The same as a pattern of LIKE. */
export function likePattern(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`;
}
