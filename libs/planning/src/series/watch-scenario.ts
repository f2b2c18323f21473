import type { PlanResult, PoolSeries, SeriesQuestion, Topology } from '@portplan/engine';
import type { Caller } from '../caller.js';
import type { Planner } from '../ports/planner.js';
import type { RunStore } from '../ports/run-store.js';
import type { PinnedDocuments } from '../scenarios/pinned-documents.js';

/** A scenario with its figures, for a picture of it. */
export interface WatchedScenario {
  readonly name: string;
  readonly topology: Topology;
  readonly result: PlanResult;
}

/** What a dashboard shows of a scenario. */
export class WatchScenario {
  constructor(
    private readonly pinned: PinnedDocuments,
    private readonly runs: RunStore,
    private readonly planner: Planner,
  ) {}

  /** Headroom over time, of the revisions that the scenario pins. @throws PlanningError `not-found` */
  async series(caller: Caller, id: string, question: SeriesQuestion): Promise<readonly PoolSeries[]> {
    const { scenario, topology, forecast } = await this.pinned.of(caller.workspaceId, id);
    return this.planner.series(topology, forecast, scenario.policy, question);
  }

  /** The newest run; planned where there is none yet, or it is of other revisions. @throws PlanningError `not-found` */
  async figures(caller: Caller, id: string): Promise<WatchedScenario> {
    const { scenario, topology, forecast } = await this.pinned.of(caller.workspaceId, id);
    const { name, latestRunId, policy } = scenario;
    const run = latestRunId === null ? null : await this.runs.find(caller.workspaceId, latestRunId);
    const current =
      run !== null &&
      run.topologyRevision === scenario.topologyRevision &&
      run.forecastRevision === scenario.forecastRevision &&
      run.topologyId === scenario.topologyId &&
      run.forecastId === scenario.forecastId &&
      JSON.stringify([run.policy, run.overrides]) === JSON.stringify([policy, scenario.overrides]);
    const result = current ? run.result : await this.planner.plan(topology, forecast, policy);
    return { name, topology, result };
  }
}
