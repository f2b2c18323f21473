import type { PatchOperation, Topology } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import type { StoredDocument } from '../documents/stored-document.js';
import type { Topologies } from '../documents/topologies.js';
import { expectedRevisionOf } from '../lists/identifier.js';
import { PlanningError } from '../planning-error.js';
import type { MergeStore, ScenarioMerge } from '../ports/merge-store.js';
import type { Transactions } from '../ports/transactions.js';
import { conflictOf, withOverrides, type OverrideConflict } from './overrides.js';
import type { Scenario } from './scenario.js';
import { inputOf, type Scenarios } from './scenarios.js';
import { overridesAgain, withoutMerge } from './without-merge.js';

/** What a revert leads to, or would. */
export interface Reverted {
  /** Null where it was only tried. */
  readonly scenario: Scenario | null;
  /** Of the topology, that takes the merge back and that the scenario then pins. */
  readonly topologyRevision: number;
  /** The operation that no longer applies; null where all do. */
  readonly conflict: OverrideConflict | null;
}

interface TakenBack {
  readonly topology: Topology;
  readonly overrides: readonly PatchOperation[];
}

/** What goes from scenarios into their topologies, and back. Both change in one transaction. */
export class ScenarioMerges {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly topologies: Topologies,
    private readonly merges: MergeStore,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Writes the overrides into the topology as its next revision, which the scenario then pins without any. Planner.
   *
   * @param expectedTopologyRevision the latest; another one means that somebody changed it meanwhile
   * @throws PlanningError `not-found`, `revision-conflict`, `patch-conflict`; DocumentError
   */
  async merge(caller: Caller, id: string, expectedTopologyRevision: number): Promise<Scenario> {
    requireRole(caller, 'planner');
    const source = await this.scenarios.get(caller, id);
    const { topologyId, overrides } = source;
    const latest = await this.#latest(caller, topologyId, expectedTopologyRevision);
    const document = withOverrides(latest.document, overrides);
    return this.transactions.together(async () => {
      const merged = await this.topologies.revise(caller, topologyId, latest.revision, document);
      await this.merges.keep(caller.workspaceId, id, {
        topologyId,
        revisionBefore: latest.revision,
        revisionAfter: merged.revision,
        overrides,
        revertedRevision: null,
      });
      return this.scenarios.revise(caller, id, source.revision, {
        ...inputOf(source),
        topologyRevision: merged.revision,
        overrides: [],
      });
    });
  }

  /**
   * Takes back what the scenario's last merge changed, as the topology's next revision, which the scenario then pins with
   * its overrides again; those that it got since then stand behind them. What others changed since then stays. Planner.
   *
   * @param expectedTopologyRevision the latest; null only tries, and changes nothing
   * @throws PlanningError `not-found`, `not-merged`, `revision-conflict`, `patch-conflict` where something that the merge
   *   changed was changed again; DocumentError where what is left is no topology
   */
  async revert(caller: Caller, id: string, expectedTopologyRevision: number | null): Promise<Reverted> {
    requireRole(caller, 'planner');
    const source = await this.scenarios.get(caller, id);
    const { topologyId } = source;
    const merge = await this.#lastMerge(caller, source);
    const latest = await this.#latest(caller, topologyId, expectedTopologyRevision);
    const takeBack = await this.#takingBack(caller, source, merge, latest);
    if (expectedTopologyRevision === null)
      return { scenario: null, topologyRevision: latest.revision + 1, conflict: conflictOf(takeBack) };
    const { topology, overrides } = takeBack();
    return this.transactions.together(async () => {
      const { revision } = await this.topologies.revise(caller, topologyId, latest.revision, topology);
      await this.merges.keep(caller.workspaceId, id, { ...merge, revertedRevision: revision });
      const scenario = await this.scenarios.revise(caller, id, source.revision, {
        ...inputOf(source),
        topologyRevision: revision,
        overrides,
      });
      return { scenario, topologyRevision: revision, conflict: null };
    });
  }

  /** @throws PlanningError `not-found`, `revision-conflict` where it is another one than expected */
  async #latest(caller: Caller, id: string, expected: number | null): Promise<StoredDocument<Topology>> {
    const latest = await this.topologies.get(caller, id);
    const { revision } = latest;
    if (expected === null || expectedRevisionOf(expected) === revision) return latest;
    const revisions = { expectedRevision: expected, currentRevision: revision };
    throw new PlanningError('revision-conflict', { noun: 'topology', id, ...revisions });
  }

  /** @throws PlanningError `not-merged` */
  async #lastMerge({ workspaceId }: Caller, { id, topologyId }: Scenario): Promise<ScenarioMerge> {
    const merge = await this.merges.find(workspaceId, id);
    // One that has been given another topology since then has nothing in it.
    if (merge?.topologyId !== topologyId)
      throw new PlanningError('not-merged', { id, revertedRevision: null });
    const { revertedRevision } = merge;
    if (revertedRevision !== null) throw new PlanningError('not-merged', { id, revertedRevision });
    return merge;
  }

  async #takingBack(
    caller: Caller,
    source: Scenario,
    { topologyId, revisionBefore, revisionAfter, overrides }: ScenarioMerge,
    latest: StoredDocument<Topology>,
  ): Promise<() => TakenBack> {
    const { document: before } = await this.topologies.get(caller, topologyId, revisionBefore);
    const { document: merged } = await this.topologies.get(caller, topologyId, revisionAfter);
    return () => {
      const topology =
        latest.revision === revisionAfter
          ? before
          : withoutMerge({ before, merged, latest: latest.document });
      const again = overridesAgain(topology, latest.document, overrides);
      const all = [...again, ...source.overrides];
      withOverrides(topology, all);
      return { topology, overrides: all };
    };
  }
}
