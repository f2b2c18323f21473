import { textIn } from '../terraform/attribute.js';
import { lastPart, type Described } from './described.js';

/**
 * Whose output it is, of those it could be: some commands do not say in their output what they were asked about. Told by
 * the file's name, where that has the name or the id of one of them, or by there being only one.
 */
export function ownerOf(file: string, candidates: readonly Described[]): Described | null {
  const inName = candidates
    .flatMap((candidate) => namesOf(candidate).map((name) => ({ candidate, name })))
    .filter(({ name }) => file.includes(name))
    // `shop-api` is meant where both `shop` and `shop-api` are there.
    .sort((a, b) => b.name.length - a.name.length);
  const [only] = candidates;
  return inName[0]?.candidate ?? (candidates.length === 1 && only !== undefined ? only : null);
}

function namesOf({ resource, identity }: Described): readonly string[] {
  return [textIn(resource.values, 'name'), lastPart(identity ?? '')].filter(
    (name): name is string => name !== undefined && name !== '',
  );
}
