import { PlanningError } from '../planning-error.js';

const LONGEST_NAME = 200;
// PostgreSQL stores no NUL, and no other control character belongs in a name.
const CONTROL = /\p{Cc}/u;

/** A name without blanks around it. @throws PlanningError `invalid-field` unless it has 1 to 200 printable characters. */
export function readName(field: string, given: string): string {
  const name = given.trim();
  if (name.length > 0 && name.length <= LONGEST_NAME && !CONTROL.test(name)) return name;
  throw new PlanningError('invalid-field', {
    field,
    value: JSON.stringify(given.slice(0, 100)),
    expected: `1 to ${String(LONGEST_NAME)} printable characters`,
  });
}
