import type { Assessment } from '../plan/assess.js';
import type { CompletePolicy } from '../plan/policy.js';
import type { Status } from '../plan/result.js';
import { severityOf } from '../plan/severity.js';
import { capacityOf } from '../plan/pool.js';

/** The state that a remedy must reach: within the policy; and for a pool that is already, below the soft level. */
export function goalOf(status: Status): Status {
  return severityOf(status) > severityOf('warning') ? 'warning' : 'ok';
}

/** Whether a pool that was in one state is mended by another. */
export function isMended(before: Status, after: Status): boolean {
  return severityOf(after) <= severityOf(goalOf(before));
}

/** How many times its capacity a pool would need to reach its goal; 1 where it has reached it. */
export function shortfall({ pool, peak, status }: Assessment, goal: Status, policy: CompletePolicy): number {
  if (severityOf(status) <= severityOf(goal)) return 1;
  const utilization = goal === 'ok' ? policy.softUtilization : policy.targetUtilization;
  const capacity = Math.max(1, capacityOf(pool));
  return Math.max(1, peak.required / capacity, peak.offeredLoad / capacity / utilization);
}
