import type { OrderedRun, RunEnd, RunPlace } from '../runs/ordered-run.js';

/** Keeps the runs that were ordered, and hands them to workers. */
export abstract class RunOrderStore {
  /** A queued run and the job that works it off: both, or neither. @throws PlanningError `not-found` for the scenario */
  abstract insert(workspaceId: string, id: string, scenarioId: string, at: Date): Promise<OrderedRun>;

  abstract find(workspaceId: string, id: string): Promise<OrderedRun | null>;

  /** Those that exist, in no particular order. */
  abstract findMany(workspaceId: string, ids: readonly string[]): Promise<readonly OrderedRun[]>;

  /** The run, now running; null where it is over or gone, so that nothing is left to do. */
  abstract begin(place: RunPlace, at: Date): Promise<OrderedRun | null>;

  /** Says how far it is; false where it is over or gone, so that going on would be in vain. */
  abstract report(place: RunPlace, progress: number): Promise<boolean>;

  /** The run, now over; null where it was over before, or is gone. */
  abstract end(place: RunPlace, end: RunEnd): Promise<OrderedRun | null>;
}
