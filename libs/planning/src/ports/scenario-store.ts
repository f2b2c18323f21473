import type { Markings } from '../documents/markings.js';
import type { Keyset, Slice } from '../lists/page.js';
import type { Scenario, ScenarioContent, ScenarioFilter, ScenarioPlace } from '../scenarios/scenario.js';

export abstract class ScenarioStore {
  /** @throws PlanningError `name-taken`, `unknown-reference` */
  abstract insert(
    workspaceId: string,
    id: string,
    content: ScenarioContent & Markings,
    at: Date,
  ): Promise<Scenario>;

  /** @throws PlanningError `not-found`, `revision-conflict`, `name-taken`, `unknown-reference` */
  abstract revise(
    workspaceId: string,
    id: string,
    expectedRevision: number,
    content: ScenarioContent & Markings,
    at: Date,
  ): Promise<Scenario>;

  /** Changes tags and labels alone. @throws PlanningError `not-found`, `revision-conflict` */
  abstract mark(
    workspaceId: string,
    id: string,
    expectedRevision: number,
    markings: Markings,
    at: Date,
  ): Promise<Scenario>;

  abstract find(workspaceId: string, id: string): Promise<Scenario | null>;

  /** Those that exist, in no particular order. */
  abstract findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Scenario[]>;

  /** Newest first; keys are ids. */
  abstract list(workspaceId: string, filter: ScenarioFilter, keyset: Keyset): Promise<Slice<Scenario>>;

  /**
   * Of all workspaces: those never run, or last run by another engine, and with no run on order. Oldest first, at most
   * `limit`, beyond those known.
   */
  abstract findOutdated(
    engineVersion: string,
    limit: number,
    except: readonly string[],
  ): Promise<readonly ScenarioPlace[]>;

  /** With its runs. @throws PlanningError `not-found`, `revision-conflict` */
  abstract remove(workspaceId: string, id: string, expectedRevision?: number): Promise<void>;
}
