import { PlanningError, type Noun } from '../planning-error.js';

export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const WHOLE = new RegExp(`^${UUID}$`);

export function isIdentifier(text: string): boolean {
  return WHOLE.test(text);
}

/** The id as given. @throws PlanningError `not-found` where it cannot be an id: nothing has it. */
export function identifierOf(noun: Noun, id: string): string {
  if (!isIdentifier(id)) throw new PlanningError('not-found', { noun, id: id.slice(0, 100) });
  return id;
}

const LARGEST_REVISION = 2_147_483_647;

export function isRevision(revision: number): boolean {
  return Number.isInteger(revision) && revision >= 1 && revision <= LARGEST_REVISION;
}

/** The revision that a caller expects to change. @throws PlanningError `invalid-field` where it can be none */
export function expectedRevisionOf(revision: number): number {
  if (isRevision(revision)) return revision;
  throw new PlanningError('invalid-field', {
    field: 'expectedRevision',
    value: String(revision),
    expected: 'a revision, which is a whole number from 1',
  });
}
