import type { PatchOperation } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import type { Topologies } from '../documents/topologies.js';
import { PlanningError } from '../planning-error.js';
import type { Runs } from '../runs/runs.js';
import { withOverrides } from './overrides.js';
import type { Scenario } from './scenario.js';
import type { ScenarioInput, Scenarios } from './scenarios.js';

/** What a rebase leads to, or would. */
export interface Rebased {
  /** Null where it was only tried. */
  readonly scenario: Scenario | null;
  readonly topologyRevision: number;
  /** The operation that no longer applies; null where all do. */
  readonly conflict: { readonly index: number; readonly operation: string; readonly reason: string } | null;
}

/** Scenarios that are made of others: copies, with a recommendation, on a newer revision, and back into the topology. */
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

  /**
   * Writes the overrides into the topology as its next revision, which the scenario then pins without any. Planner.
   *
   * @param expectedTopologyRevision the latest; another one means that somebody changed it meanwhile
   * @throws PlanningError `not-found`, `revision-conflict`, `patch-conflict`; DocumentError
   */
  async merge(caller: Caller, id: string, expectedTopologyRevision: number): Promise<Scenario> {
    requireRole(caller, 'planner');
    const source = await this.scenarios.get(caller, id);
    const latest = await this.topologies.get(caller, source.topologyId);
    const merged = await this.topologies.revise(
      caller,
      source.topologyId,
      expectedTopologyRevision,
      withOverrides(latest.document, source.overrides),
    );
    return this.scenarios.revise(caller, id, source.revision, {
      ...inputOf(source),
      topologyRevision: merged.revision,
      overrides: [],
    });
  }
}

function inputOf(scenario: Scenario): ScenarioInput & { readonly overrides: readonly PatchOperation[] } {
  const {
    id: _id,
    revision: _revision,
    latestRunId: _run,
    createdAt: _made,
    updatedAt: _changed,
    ...input
  } = scenario;
  return input;
}

function conflictOf(apply: () => unknown): Rebased['conflict'] {
  try {
    apply();
    return null;
  } catch (error) {
    if (!(error instanceof PlanningError) || error.code !== 'patch-conflict') throw error;
    return error.data as NonNullable<Rebased['conflict']>;
  }
}
