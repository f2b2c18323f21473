import { ENGINE_VERSION } from '@portplan/engine';
import type { Caller } from '../caller.js';
import { isPlanningError } from '../planning-error.js';
import type { ScenarioStore } from '../ports/scenario-store.js';
import type { RunScenario } from './run-scenario.js';

const BATCH = 20;

/** What one pass did. */
export interface RefreshedRuns {
  readonly done: number;
  /** Scenarios that cannot be calculated, with the reason; they are not tried again by this instance. */
  readonly failed: readonly { readonly scenarioId: string; readonly reason: string }[];
}

/** Gives scenarios that were never run, or last by another engine, a run of this one: so that lists show what it says. */
export class RefreshRuns {
  readonly #hopeless = new Set<string>();

  constructor(
    private readonly scenarios: ScenarioStore,
    private readonly runScenario: RunScenario,
  ) {}

  /**
   * One pass over a batch, of all workspaces; scenarios with a run on order are left to that. Two at once repeat work, and
   * lose none. @param stopping ends it early when it aborts
   */
  async run(stopping?: AbortSignal): Promise<RefreshedRuns> {
    const outdated = await this.scenarios.findOutdated(ENGINE_VERSION, BATCH, [...this.#hopeless]);
    const failed: { scenarioId: string; reason: string }[] = [];
    let done = 0;
    for (const { workspaceId, id } of outdated) {
      if (stopping?.aborted === true) break;
      try {
        await this.runScenario.run(workerOf(workspaceId), id, stopping);
        done += 1;
      } catch (error) {
        if (isPlanningError(error, 'cancelled') || isPlanningError(error, 'busy')) break;
        this.#hopeless.add(id);
        failed.push({ scenarioId: id, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    return { done, failed };
  }
}

/** The worker acts for no token. */
export function workerOf(workspaceId: string): Caller {
  return { workspaceId, tokenId: 'worker', role: 'planner' };
}
