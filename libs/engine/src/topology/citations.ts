import type { Sourced } from '../catalog/profile.js';

/** The sources of those catalogue values that the document left to the profile, each once, in field order. */
export function citationsOf<Field extends string>(
  defaults: Readonly<Partial<Record<Field, Sourced<unknown> | undefined>>>,
  fields: readonly Field[],
  given: Readonly<Partial<Record<Field, unknown>>>,
): readonly string[] {
  const sources = fields.flatMap((field) => {
    const sourced = defaults[field];
    return given[field] === undefined && sourced !== undefined ? [`${field}: ${sourced.source}`] : [];
  });
  return [...new Set(sources)];
}
