import type { Caller } from '../caller.js';
import { canMatch } from '../lists/can-match.js';
import { identifierOf, isIdentifier } from '../lists/identifier.js';
import { EMPTY_SLICE, toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import { PlanningError } from '../planning-error.js';
import type { RunStore } from '../ports/run-store.js';
import type {
  NatGatewayFilter,
  RecommendationFilter,
  ResourceFilter,
  RowOfRun,
  Run,
  RunFilter,
  RunHead,
  RunNatGateway,
  RunRecommendation,
  RunResource,
} from './run.js';
import type { StaleReason } from './staleness.js';

/** The runs of a workspace, and their figures across all of them. */
export class Runs {
  constructor(private readonly runs: RunStore) {}

  /** @throws PlanningError `not-found` */
  async get(caller: Caller, id: string): Promise<Run> {
    const run = await this.runs.find(caller.workspaceId, identifierOf('run', id));
    if (run === null) throw new PlanningError('not-found', { noun: 'run', id });
    return run;
  }

  /** Without its result. @throws PlanningError `not-found` */
  async head(caller: Caller, id: string): Promise<RunHead> {
    const run = await this.runs.findHead(caller.workspaceId, identifierOf('run', id));
    if (run === null) throw new PlanningError('not-found', { noun: 'run', id });
    return run;
  }

  /** Many at once, in the order asked for; null where there is none such. For batched loading. */
  async getMany(caller: Caller, ids: readonly string[]): Promise<readonly (Run | null)[]> {
    const found = await this.runs.findMany(caller.workspaceId, ids.filter(isIdentifier));
    const byId = new Map(found.map((run) => [run.id, run]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Newest first. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async list(caller: Caller, filter: RunFilter = {}, page: PageRequest = {}): Promise<Page<RunHead>> {
    const keyset = toKeyset('runs', page);
    const slice = canMatch({ ids: [filter.scenarioId, filter.topologyId] })
      ? await this.runs.list(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('runs', slice, ({ id }) => id);
  }

  /** Why each of many runs is stale, in the order asked for; an empty list for one that shows what is. */
  async staleness(caller: Caller, ids: readonly string[]): Promise<readonly (readonly StaleReason[])[]> {
    const found = await this.runs.staleness(caller.workspaceId, ids);
    return ids.map((id) => found.get(id) ?? []);
  }

  /** The same page of the runs of many scenarios, in the order asked for. For batched loading. @throws as `list` */
  async listOfScenarios(
    caller: Caller,
    scenarioIds: readonly string[],
    { stale }: Pick<RunFilter, 'stale'> = {},
    page: PageRequest = {},
  ): Promise<readonly Page<RunHead>[]> {
    const keyset = toKeyset('runs', page);
    const slices = await this.runs.listOfScenarios(caller.workspaceId, scenarioIds, stale, keyset);
    return scenarioIds.map((id) => toPage('runs', slices.get(id) ?? EMPTY_SLICE, ({ id: run }) => run));
  }

  /** Newest run first. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async resources(
    caller: Caller,
    filter: ResourceFilter = {},
    page: PageRequest = {},
  ): Promise<Page<RunResource>> {
    const keyset = toKeyset('run-resources', page);
    const slice = canMatch({
      ids: [filter.runId, filter.scenarioId, filter.topologyId],
      texts: [filter.node, filter.destination],
    })
      ? await this.runs.listResources(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('run-resources', slice, keyOfRow);
  }

  /** Newest run first. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async natGateways(
    caller: Caller,
    filter: NatGatewayFilter = {},
    page: PageRequest = {},
  ): Promise<Page<RunNatGateway>> {
    const keyset = toKeyset('run-nat-gateways', page);
    const slice = canMatch({
      ids: [filter.runId, filter.scenarioId, filter.topologyId],
      texts: [filter.node],
    })
      ? await this.runs.listNatGateways(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('run-nat-gateways', slice, keyOfRow);
  }

  /** Newest run first, best first within. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async recommendations(
    caller: Caller,
    filter: RecommendationFilter = {},
    page: PageRequest = {},
  ): Promise<Page<RunRecommendation>> {
    const keyset = toKeyset('run-recommendations', page);
    const slice = canMatch({
      ids: [filter.runId, filter.scenarioId, filter.topologyId],
      texts: [filter.node, filter.remedy],
    })
      ? await this.runs.listRecommendations(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('run-recommendations', slice, keyOfRow);
  }
}

function keyOfRow({ runId, position }: RowOfRun): string {
  return `${runId}:${String(position)}`;
}
