import { PlanningError } from '@portplan/planning';
import { PrismaClientKnownRequestError } from '../generated/internal/prismaNamespace.js';

/** Deadlocks and serialization failures (PostgreSQL, appendix A); P2034 is what Prisma calls them in its own statements. */
function isCollision(thrown: unknown): boolean {
  if (!(thrown instanceof PrismaClientKnownRequestError)) return false;
  return thrown.code === 'P2034' || /`(40P01|40001)`/.test(thrown.message);
}

/** A write of which nothing is left where others waited for it that it waited for. @throws PlanningError `write-collision` */
export async function orCollision<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (thrown) {
    throw isCollision(thrown) ? new PlanningError('write-collision', { noun: 'change' }) : thrown;
  }
}
