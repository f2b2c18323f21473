/** What becomes of a run that was ordered, to be worked off in its turn. */
export const RUN_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Why a run failed, as it would have been answered to whoever had waited for it. */
export interface RunFailure {
  readonly code: string;
  readonly detail: string;
}

/** A run that was ordered. Once it has succeeded there is a run of the same id, with the result. */
export interface OrderedRun {
  readonly id: string;
  readonly scenarioId: string;
  readonly state: RunState;
  /** Percent of the plan that is done, 0 to 100; 100 only when it is stored. */
  readonly progress: number;
  /** Null unless it failed. */
  readonly failure: RunFailure | null;
  readonly createdAt: Date;
  /** Null while it is queued. */
  readonly startedAt: Date | null;
  /** Null until it succeeded, failed or was cancelled. */
  readonly finishedAt: Date | null;
}

/** Where an ordered run is kept. */
export interface RunPlace {
  readonly workspaceId: string;
  readonly id: string;
}

/** The end of an ordered run. */
export interface RunEnd {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly failure: RunFailure | null;
  readonly at: Date;
}

/** Whether nothing more happens to it. */
export function isOver({ state }: Pick<OrderedRun, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}
