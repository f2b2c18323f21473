import { STATUSES, type Status } from './result.js';

/** A status as a number, worst highest. */
export function severityOf(status: Status): number {
  return STATUSES.indexOf(status);
}

interface Graded {
  readonly status: Status;
  readonly headroom: { readonly factor: number | null };
}

/** Orders the worst first: by status, then by how little more traffic fits. */
export function worstFirst(left: Graded, right: Graded): number {
  const byStatus = severityOf(right.status) - severityOf(left.status);
  if (byStatus !== 0) return byStatus;
  return (left.headroom.factor ?? Infinity) - (right.headroom.factor ?? Infinity) || 0;
}
