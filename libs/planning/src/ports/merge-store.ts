import type { PatchOperation } from '@portplan/engine';

/** What the last merge of a scenario into its topology did. */
export interface ScenarioMerge {
  readonly topologyId: string;
  /** The topology's latest when it was merged. */
  readonly revisionBefore: number;
  /** The one that the merge made. */
  readonly revisionAfter: number;
  /** The scenario's until then. */
  readonly overrides: readonly PatchOperation[];
  /** The one that took the merge back; null where none did. */
  readonly revertedRevision: number | null;
}

/** Keeps the last merge of each scenario; it goes with the scenario, and with the topology. */
export abstract class MergeStore {
  /** In the place of what was kept of the scenario before. */
  abstract keep(workspaceId: string, scenarioId: string, merge: ScenarioMerge): Promise<void>;

  abstract find(workspaceId: string, scenarioId: string): Promise<ScenarioMerge | null>;
}
