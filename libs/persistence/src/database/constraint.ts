import { PrismaClientKnownRequestError } from '../generated/internal/prismaNamespace.js';

/** What PostgreSQL refused. */
export type Violation = 'unique' | 'foreign-key';

const CODES: Readonly<Record<string, Violation>> = { P2002: 'unique', P2003: 'foreign-key' };

/** Of statements that are not Prisma's own: PostgreSQL's unique_violation (appendix A). */
const UNIQUE_IN_RAW = 'Code: `23505`';

/** The constraint that a write broke; null where something else went wrong. */
function violationOf(thrown: unknown): Violation | null {
  if (!(thrown instanceof PrismaClientKnownRequestError)) return null;
  return CODES[thrown.code] ?? (thrown.message.includes(UNIQUE_IN_RAW) ? 'unique' : null);
}

/** Runs a write; where it breaks such a constraint, throws what `meaning` makes of it instead. */
export async function translating<T>(
  write: () => Promise<T>,
  meanings: Readonly<Partial<Record<Violation, () => Error | Promise<Error>>>>,
): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    const violation = violationOf(thrown);
    const meaning = violation === null ? undefined : meanings[violation];
    if (meaning === undefined) throw thrown;
    throw await meaning();
  }
}
