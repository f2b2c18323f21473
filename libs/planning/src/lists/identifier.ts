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

/** Whether a filter on these ids can match anything: what is no id, nothing has. */
export function canMatch(ids: readonly (string | undefined)[]): boolean {
  return ids.every((id) => id === undefined || isIdentifier(id));
}
