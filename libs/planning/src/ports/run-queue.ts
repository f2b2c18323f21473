import type { RunPlace } from '../runs/ordered-run.js';

/** What a worker does with a run that was ordered. */
export interface RunWork {
  /** Works it off. What it throws, another attempt is made after. @param stopping aborts when the worker has to end */
  attempt(place: RunPlace, stopping: AbortSignal): Promise<void>;
  /** All attempts were in vain. */
  giveUp(place: RunPlace): Promise<void>;
}

export interface RunQueueLoad {
  readonly queued: number;
  readonly running: number;
}

/** The runs that wait for a worker, of all workspaces; any number of workers on any number of machines. */
export abstract class RunQueue {
  /** Takes runs until told to stop, so many at once. A run whose worker dies goes to another one. */
  abstract work(atOnce: number, work: RunWork): Promise<void>;

  /** Takes no more; what is running may take so long to end, and goes back to the queue then. */
  abstract stop(graceSeconds: number): Promise<void>;

  abstract load(): Promise<RunQueueLoad>;
}
