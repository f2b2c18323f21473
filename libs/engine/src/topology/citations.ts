import type { Sourced } from '../catalog/profile.js';

/** Where a value was read, as an explanation names it; of a document's own profile with that and the date. */
export function cited({ source, profile, asOf }: Sourced<unknown>): string {
  return profile === undefined ? source : `${source} (${profile}, ${asOf})`;
}

/** Where those of some values were read that a document's own profile gives. */
export function ownCitations(...rows: readonly (Sourced<unknown> | undefined)[]): readonly string[] {
  return rows.flatMap((row) => (row?.profile === undefined ? [] : [cited(row)]));
}

/** Those of some citations that are of one field. */
export function citationsFor(field: string, citations: readonly string[]): readonly string[] {
  return citations.filter((citation) => citation.startsWith(`${field}: `));
}

/** The sources of those catalogue values that the document left to the profile, each once, in field order. */
export function citationsOf<Field extends string>(
  defaults: Readonly<Partial<Record<Field, Sourced<unknown> | undefined>>>,
  fields: readonly Field[],
  given: Readonly<Partial<Record<Field, unknown>>>,
): readonly string[] {
  const sources = fields.flatMap((field) => {
    const sourced = defaults[field];
    return given[field] === undefined && sourced !== undefined ? [`${field}: ${cited(sourced)}`] : [];
  });
  return [...new Set(sources)];
}
