import { requireRole, type Caller } from '../caller.js';
import type { Topologies } from '../documents/topologies.js';
import { PlanningError } from '../planning-error.js';
import type { Runs } from '../runs/runs.js';
import { conflictOf, withOverrides, type OverrideConflict } from './overrides.js';
import type { Scenario } from './scenario.js';
import { inputOf, type Scenarios } from './scenarios.js';

/** What a rebase leads to, or would. */
export interface Rebased {
  /** Null where it was only tried. */
  readonly scenario: Scenario | null;
  readonly topologyRevision: number;
  /** The operation that no longer applies; null where all do. */
  readonly conflict: OverrideConflict | null;
}

/** Scenarios that are made of others: copies, with a recommendation, and on a newer revision. */
export class ScenarioVariants {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly topologies: Topologies,
    private readonly runs: Runs,
  ) {}

  /** A copy under another name. Planner. @throws PlanningError `not-found`, `name-taken`, `invalid-field` */
  async clone(caller: Caller, id: string, name: string): Promise<Scenario> {
    const source = await this.scenarios.get(caller, id);
    return this.scenarios.create(caller, { ...inputOf(source), name });
  }

  /**
   * A copy with one of the recommendations of its newest run. Planner.
   *
   * @throws PlanningError `not-found`, `name-taken`, `patch-conflict` where the scenario was changed since that run
   */
  async withRecommendation(
    caller: Caller,
    id: string,
    recommendationId: string,
    name: string,
  ): Promise<Scenario> {
    const source = await this.scenarios.get(caller, id);
    const run = source.latestRunId === null ? null : await this.runs.get(caller, source.latestRunId);
    const found = run?.result.recommendations.find((each) => each.id === recommendationId);
    if (found === undefined)
      throw new PlanningError('not-found', { noun: 'recommendation', id: recommendationId.slice(0, 200) });
    return this.scenarios.create(caller, {
      ...inputOf(source),
      name,
      description: found.title,
      overrides: [...source.overrides, ...found.patch],
    });
  }

  /**
   * Pins another revision of the topology, the latest where none is given. Planner.
   *
   * @param expectedRevision of the scenario; null only tries, and changes nothing
   * @throws PlanningError `not-found`, `revision-conflict`, `patch-conflict` where an override does not apply to that revision
   */
  async rebase(
    caller: Caller,
    id: string,
    expectedRevision: number | null,
    topologyRevision?: number,
  ): Promise<Rebased> {
    requireRole(caller, 'planner');
    const source = await this.scenarios.get(caller, id);
    const target = await this.topologies.get(caller, source.topologyId, topologyRevision);
    if (expectedRevision === null)
      return {
        scenario: null,
        topologyRevision: target.revision,
        conflict: conflictOf(() => withOverrides(target.document, source.overrides)),
      };
    const scenario = await this.scenarios.revise(caller, id, expectedRevision, {
      ...inputOf(source),
      topologyRevision: target.revision,
    });
    return { scenario, topologyRevision: target.revision, conflict: null };
  }
}
