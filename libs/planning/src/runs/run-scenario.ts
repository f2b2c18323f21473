import { requireRole, type Caller } from '../caller.js';
import { identifierOf } from '../lists/identifier.js';
import { PlanningError, type Noun } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { ForecastStore } from '../ports/forecast-store.js';
import type { IdSource } from '../ports/id-source.js';
import type { Planner } from '../ports/planner.js';
import type { RunStore } from '../ports/run-store.js';
import type { ScenarioStore } from '../ports/scenario-store.js';
import type { TopologyStore } from '../ports/topology-store.js';
import type { Run } from './run.js';

/** Calculates a scenario and keeps what came out. */
export class RunScenario {
  constructor(
    private readonly scenarios: ScenarioStore,
    private readonly topologies: TopologyStore,
    private readonly forecasts: ForecastStore,
    private readonly runs: RunStore,
    private readonly planner: Planner,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** Planner. @throws PlanningError `not-found`; what `plan` throws for documents that do not fit each other */
  async run(caller: Caller, scenarioId: string): Promise<Run> {
    requireRole(caller, 'planner');
    const { workspaceId } = caller;
    const createdAt = this.clock.now();
    const scenario = found(
      'scenario',
      scenarioId,
      await this.scenarios.find(workspaceId, identifierOf('scenario', scenarioId)),
    );
    const { topologyId, topologyRevision, forecastId, forecastRevision, policy } = scenario;
    const [topology, forecast] = await Promise.all([
      this.topologies.documents.find(workspaceId, topologyId, topologyRevision),
      this.forecasts.documents.find(workspaceId, forecastId, forecastRevision),
    ]);
    const result = await this.planner.plan(
      found('topology', topologyId, topology).document,
      found('forecast', forecastId, forecast).document,
      policy,
    );
    const run: Run = {
      id: this.ids.next(),
      scenarioId: scenario.id,
      topologyId,
      topologyRevision,
      forecastId,
      forecastRevision,
      policy,
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

function found<T>(noun: Noun, id: string, value: T | null): T {
  if (value === null) throw new PlanningError('not-found', { noun, id });
  return value;
}
