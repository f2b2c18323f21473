import { PlanningError } from '@portplan/planning';
import { PrismaClientKnownRequestError } from '../generated/internal/prismaNamespace.js';

/** Deadlocks and serialization failures (PostgreSQL, appendix A); P2034 is what Prisma calls them in its own statements. */
function isCollision(thrown: unknown): boolean {
  if (!(thrown instanceof PrismaClientKnownRequestError)) return false;
  return thrown.code === 'P2034' || /`(40P01|40001)`/.test(thrown.message);
}

/**
 * No server, no answer in time, a connection that ended, none that is free, no turn for a transaction or one that took too
 * long (Prisma's error reference).
 */
const ABSENCES: ReadonlySet<string> = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);

/** Connection exceptions, too few resources, a server that stops or starts (PostgreSQL, appendix A); what a socket says. */
const ABSENT_STATE = '08\\w{3}|53\\w{3}|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT';
const STATE = new RegExp(`^(${ABSENT_STATE})$`);

/** As Prisma tells of a state, and what has none: words of `pg` for a connection that is gone, of a server for one it refuses. */
const WORDS = new RegExp(
  `\`(${ABSENT_STATE})\`|Connection terminated|Connection ended|timeout exceeded when trying to connect|not currently accepting connections`,
);

function isAbsence(thrown: unknown): boolean {
  const { code, message } = Object(thrown) as { readonly code?: unknown; readonly message?: unknown };
  return ABSENCES.has(String(code)) || STATE.test(String(code)) || WORDS.test(String(message));
}

/**
 * Work of the database whose failures are told as ours.
 *
 * @throws PlanningError `write-collision` where changes waited for each other, and nothing is left of this one
 * @throws PlanningError `storage-unavailable` where the database did not answer; its cause is what was thrown
 */
export async function toldAsOurs<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (isCollision(thrown)) throw new PlanningError('write-collision', { noun: 'change' });
    if (!isAbsence(thrown)) throw thrown;
    throw Object.assign(new PlanningError('storage-unavailable', {}), { cause: thrown });
  }
}
