import { PlanningError } from '../planning-error.js';

const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 2000;
// PostgreSQL stores no NUL and no half of a surrogate pair, and no other control character belongs in a name.
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const HALF_OF_A_PAIR = /\p{Cs}/u;

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

/** A description as given, null for none. @throws PlanningError `invalid-field` above 2000 characters, or with a NUL in it */
export function readDescription(field: string, given: string | null | undefined): string | null {
  if (given == null || given === '') return null;
  if (given.length <= LONGEST_DESCRIPTION && !given.includes('\u0000') && !HALF_OF_A_PAIR.test(given))
    return given;
  throw new PlanningError('invalid-field', {
    field,
    value: `a text of ${String(given.length)} characters`,
    expected: `at most ${String(LONGEST_DESCRIPTION)} characters, none of them NUL or half of a pair`,
  });
}
