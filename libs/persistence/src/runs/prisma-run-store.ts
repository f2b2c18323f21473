import { ENGINE_VERSION } from '@portplan/engine';
import {
  natGatewaysOf,
  recommendationsOf,
  PlanningError,
  resourcesOf,
  RunStore,
  type Keyset,
  type NatGatewayFilter,
  type RecommendationFilter,
  type ResourceFilter,
  type Run,
  type RunFilter,
  type RunHead,
  type RunNatGateway,
  type RunRecommendation,
  type RunResource,
  type Slice,
  type StaleReason,
  MOST_COUNTED,
} from '@portplan/planning';
import { translating } from '../database/constraint.js';
import { childLists, childSlices, type ChildRow } from '../database/child-lists.js';
import type { Database } from '../database/database.js';
import { inChunks } from '../database/in-chunks.js';
import { sliceOf, takeOf } from '../database/keyset.js';
import type { TenantReads } from '../database/tenant-reads.js';
import { beyondRow, figureCondition, rowsInOrder, runCondition } from './figure-conditions.js';
import { toNatGatewayColumns, toRunNatGateway } from './nat-gateway-mapper.js';
import { toRecommendationColumns, toRunRecommendation } from './recommendation-mapper.js';
import { toResourceColumns, toRunResource } from './resource-mapper.js';
import { toRun, toRunHead, toRunRow, type RunHeadRow } from './run-mapper.js';
import {
  runCount,
  runList,
  RUNS_OF_SCENARIO,
  staleCondition,
  staleness,
  type StalenessRow,
} from './run-reads.js';

const WITH_RUN = {
  run: { select: { scenarioId: true, topologyId: true, topologyRevision: true } },
} as const;

export class PrismaRunStore extends RunStore {
  constructor(
    private readonly database: Database,
    private readonly reads: TenantReads,
  ) {
    super();
  }

  override async insert(workspaceId: string, run: Run): Promise<void> {
    const resources = resourcesOf(run).map((row) => ({ workspaceId, ...toResourceColumns(row) }));
    const advice = recommendationsOf(run).map((row) => ({ workspaceId, ...toRecommendationColumns(row) }));
    const gateways = natGatewaysOf(run).map((row) => ({ workspaceId, ...toNatGatewayColumns(row) }));
    await translating(
      () =>
        this.database.$transaction(async (on) => {
          await on.run.create({ data: { workspaceId, ...toRunRow(run) } });
          await inChunks(resources, (data) => on.runResource.createMany({ data }));
          await inChunks(gateways, (data) => on.runNatGateway.createMany({ data }));
          await inChunks(advice, (data) => on.runRecommendation.createMany({ data }));
          // Of two runs at once, the later one stays the latest, whichever is written first.
          await on.scenario.updateMany({
            where: {
              workspaceId,
              id: run.scenarioId,
              OR: [{ latestRunId: null }, { latestRunId: { lt: run.id } }],
            },
            data: { latestRunId: run.id },
          });
        }),
      { 'foreign-key': () => new PlanningError('not-found', { noun: 'scenario', id: run.scenarioId }) },
    );
  }

  override async find(workspaceId: string, id: string): Promise<Run | null> {
    const row = await this.database.run.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
    return row === null ? null : toRun(row);
  }

  override async findHead(workspaceId: string, id: string): Promise<RunHead | null> {
    const where = { workspaceId_id: { workspaceId, id } };
    const row = await this.database.run.findUnique({ where, omit: { result: true } });
    return row === null ? null : toRunHead(row);
  }

  override async findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Run[]> {
    const rows = await this.database.run.findMany({ where: { workspaceId, id: { in: [...ids] } } });
    return rows.map(toRun);
  }

  override async list(workspaceId: string, filter: RunFilter, keyset: Keyset): Promise<Slice<RunHead>> {
    return sliceOf(
      keyset,
      this.reads.rows<RunHeadRow>(workspaceId, runList(workspaceId, filter, ENGINE_VERSION, keyset)),
      async () => {
        const statement = runCount(workspaceId, filter, ENGINE_VERSION);
        const [counted] = await this.reads.rows<{ readonly total: number }>(workspaceId, statement);
        return counted?.total ?? 0;
      },
      toRunHead,
    );
  }

  override async listOfScenarios(
    workspaceId: string,
    scenarioIds: readonly string[],
    stale: boolean | undefined,
    keyset: Keyset,
  ): Promise<ReadonlyMap<string, Slice<RunHead>>> {
    const condition = stale === undefined ? undefined : staleCondition(stale, ENGINE_VERSION);
    const statement = childLists(RUNS_OF_SCENARIO, workspaceId, scenarioIds, keyset, condition);
    const rows = await this.reads.rows<ChildRow<RunHeadRow>>(workspaceId, statement);
    return childSlices(keyset, rows, toRunHead);
  }

  override async staleness(
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly StaleReason[]>> {
    const rows = await this.reads.rows<StalenessRow>(
      workspaceId,
      staleness(workspaceId, ids, ENGINE_VERSION),
    );
    return new Map(rows.map(({ id, because }) => [id, because]));
  }

  override async listResources(
    workspaceId: string,
    filter: ResourceFilter,
    keyset: Keyset,
  ): Promise<Slice<RunResource>> {
    const { kind, destination } = filter;
    const where = {
      ...figureCondition(workspaceId, filter),
      ...(kind !== undefined && { kind }),
      ...(destination !== undefined && { destination }),
    };
    const page = { where: { ...where, ...beyondRow(keyset) }, orderBy: rowsInOrder(), ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.runResource.findMany({ ...page, include: WITH_RUN }),
      () => this.database.runResource.count({ where, take: MOST_COUNTED }),
      toRunResource,
    );
  }

  override async listNatGateways(
    workspaceId: string,
    filter: NatGatewayFilter,
    keyset: Keyset,
  ): Promise<Slice<RunNatGateway>> {
    const where = { ...figureCondition(workspaceId, filter), ...this.#needCondition(filter) };
    const page = { where: { ...where, ...beyondRow(keyset) }, orderBy: rowsInOrder(), ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.runNatGateway.findMany({ ...page, include: WITH_RUN }),
      () => this.database.runNatGateway.count({ where, take: MOST_COUNTED }),
      toRunNatGateway,
    );
  }

  override async listRecommendations(
    workspaceId: string,
    filter: RecommendationFilter,
    keyset: Keyset,
  ): Promise<Slice<RunRecommendation>> {
    const { runId, node, remedy, efforts } = filter;
    const where = {
      workspaceId,
      run: runCondition(filter),
      ...(runId !== undefined && { runId }),
      ...(node !== undefined && { nodes: { has: node } }),
      ...(remedy !== undefined && { remedy }),
      ...(efforts !== undefined && { effort: { in: [...efforts] } }),
    };
    const page = { where: { ...where, ...beyondRow(keyset) }, orderBy: rowsInOrder(), ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.runRecommendation.findMany({ ...page, include: WITH_RUN }),
      () => this.database.runRecommendation.count({ where, take: MOST_COUNTED }),
      toRunRecommendation,
    );
  }

  #needCondition({ needsMoreIps }: NatGatewayFilter) {
    const { currentIps } = this.database.runNatGateway.fields;
    if (needsMoreIps === undefined) return {};
    if (!needsMoreIps) return { requiredIps: { lte: currentIps } };
    return { OR: [{ requiredIps: null }, { requiredIps: { gt: currentIps } }] };
  }
}
