import type { OnProgress } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { Planner } from '../ports/planner.js';
import type { RunStore } from '../ports/run-store.js';
import type { PinnedDocuments } from '../scenarios/pinned-documents.js';
import type { Run } from './run.js';

/** Calculates a scenario and keeps what came out. */
export class RunScenario {
  constructor(
    private readonly pinned: PinnedDocuments,
    private readonly runs: RunStore,
    private readonly planner: Planner,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Planner. @throws PlanningError `not-found`; what the planner throws
   * @param ordered of a run that was ordered before; it is stored once, whoever else stores it too
   * @param onProgress is told how much of the plan is done
   */
  async run(
    caller: Caller,
    scenarioId: string,
    cancelled?: AbortSignal,
    ordered?: Pick<Run, 'id' | 'createdAt'>,
    onProgress?: OnProgress,
  ): Promise<Run> {
    requireRole(caller, 'planner');
    // The answer tells what is stored.
    requireRole(caller, 'viewer');
    const { workspaceId } = caller;
    const createdAt = ordered?.createdAt ?? this.clock.now();
    const { scenario, topology, forecast } = await this.pinned.of(workspaceId, scenarioId);
    const { topologyId, topologyRevision, forecastId, forecastRevision, policy, overrides } = scenario;
    const result = await this.planner.plan(topology, forecast, policy, cancelled, onProgress);
    const run: Run = {
      id: ordered?.id ?? this.ids.next(),
      scenarioId: scenario.id,
      topologyId,
      topologyRevision,
      forecastId,
      forecastRevision,
      policy,
      overrides,
      engineVersion: result.engineVersion,
      status: result.summary.status,
      binding: result.summary.binding,
      exhaustionAt: result.summary.exhaustionAt,
      createdAt,
      finishedAt: this.clock.now(),
      result,
    };
    await this.runs.insert(workspaceId, run);
    return run;
  }
}
