import type { Keyset, Slice } from '../lists/page.js';
import type {
  NatGatewayFilter,
  RecommendationFilter,
  ResourceFilter,
  Run,
  RunFilter,
  RunHead,
  RunNatGateway,
  RunRecommendation,
  RunResource,
} from '../runs/run.js';
import type { StaleReason } from '../runs/staleness.js';

export abstract class RunStore {
  /** The run with its rows, as its scenario's latest. @throws PlanningError `not-found` where the scenario is gone */
  abstract insert(workspaceId: string, run: Run): Promise<void>;

  abstract find(workspaceId: string, id: string): Promise<Run | null>;

  /** Without its result, which may be large. */
  abstract findHead(workspaceId: string, id: string): Promise<RunHead | null>;

  /** Those that exist, in no particular order. */
  abstract findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Run[]>;

  /** Newest first; keys are ids. */
  abstract list(workspaceId: string, filter: RunFilter, keyset: Keyset): Promise<Slice<RunHead>>;

  /** Why each of the runs is stale, by their ids, as things are now and with this engine; none is for no reason. */
  abstract staleness(
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly StaleReason[]>>;

  /** The same page of the runs of each scenario, newest first; keys are ids. @param stale only those that are, or are not */
  abstract listOfScenarios(
    workspaceId: string,
    scenarioIds: readonly string[],
    stale: boolean | undefined,
    keyset: Keyset,
  ): Promise<ReadonlyMap<string, Slice<RunHead>>>;

  /** Newest run first; keys are `runId:position`. */
  abstract listResources(
    workspaceId: string,
    filter: ResourceFilter,
    keyset: Keyset,
  ): Promise<Slice<RunResource>>;

  /** Newest run first; keys are `runId:position`. */
  abstract listNatGateways(
    workspaceId: string,
    filter: NatGatewayFilter,
    keyset: Keyset,
  ): Promise<Slice<RunNatGateway>>;

  /** Newest run first, best first within; keys are `runId:position`. */
  abstract listRecommendations(
    workspaceId: string,
    filter: RecommendationFilter,
    keyset: Keyset,
  ): Promise<Slice<RunRecommendation>>;
}
