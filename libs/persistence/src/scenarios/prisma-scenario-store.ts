import {
  PlanningError,
  ScenarioStore,
  type Keyset,
  type Markings,
  type Scenario,
  type ScenarioContent,
  type ScenarioFilter,
  type ScenarioPlace,
  type Slice,
} from '@portplan/planning';
import { translating } from '../database/constraint.js';
import type { Database } from '../database/database.js';
import { listedSlice, type ListedRow } from '../database/searched-list.js';
import type { TenantReads } from '../database/tenant-reads.js';
import { acrossWorkspaces } from '../database/tenancy.js';
import { toMarkingColumns, toScenario, toScenarioColumns, type ScenarioRow } from './scenario-mapper.js';
import { scenarioList } from './scenario-list.js';

export class PrismaScenarioStore extends ScenarioStore {
  constructor(
    private readonly database: Database,
    private readonly reads: TenantReads,
  ) {
    super();
  }

  override async insert(
    workspaceId: string,
    id: string,
    content: ScenarioContent & Markings,
    at: Date,
  ): Promise<Scenario> {
    const columns = toScenarioColumns(content);
    const data = { workspaceId, id, ...columns, revision: 1, createdAt: at, updatedAt: at };
    return this.#write(workspaceId, content, async () =>
      toScenario(await this.database.scenario.create({ data })),
    );
  }

  override async revise(
    workspaceId: string,
    id: string,
    expectedRevision: number,
    content: ScenarioContent & Markings,
    at: Date,
  ): Promise<Scenario> {
    const columns = toScenarioColumns(content);
    return this.#write(workspaceId, content, async () => {
      const [revised] = await this.database.scenario.updateManyAndReturn({
        where: { workspaceId, id, revision: expectedRevision },
        data: { ...columns, revision: expectedRevision + 1, updatedAt: at },
      });
      if (revised === undefined) throw await this.#missed(workspaceId, id, expectedRevision);
      return toScenario(revised);
    });
  }

  override async mark(
    workspaceId: string,
    id: string,
    expectedRevision: number,
    markings: Markings,
    at: Date,
  ): Promise<Scenario> {
    const [changed] = await this.database.scenario.updateManyAndReturn({
      where: { workspaceId, id, revision: expectedRevision },
      data: { ...toMarkingColumns(markings), revision: expectedRevision + 1, updatedAt: at },
    });
    if (changed === undefined) throw await this.#missed(workspaceId, id, expectedRevision);
    return toScenario(changed);
  }

  override async find(workspaceId: string, id: string): Promise<Scenario | null> {
    const row = await this.database.scenario.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
    return row === null ? null : toScenario(row);
  }

  override async findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Scenario[]> {
    const rows = await this.database.scenario.findMany({ where: { workspaceId, id: { in: [...ids] } } });
    return rows.map(toScenario);
  }

  override findOutdated(
    engineVersion: string,
    limit: number,
    except: readonly string[],
  ): Promise<readonly ScenarioPlace[]> {
    // The worker serves all of them.
    return acrossWorkspaces(() =>
      this.database.scenario.findMany({
        where: {
          id: { notIn: [...except] },
          orders: { none: { state: { in: ['queued', 'running'] } } },
          OR: [{ latestRunId: null }, { latestRun: { engineVersion: { not: engineVersion } } }],
        },
        orderBy: { id: 'asc' },
        take: limit,
        select: { workspaceId: true, id: true },
      }),
    );
  }

  override async list(workspaceId: string, filter: ScenarioFilter, keyset: Keyset): Promise<Slice<Scenario>> {
    const statement = scenarioList(workspaceId, filter, keyset);
    const rows = await this.reads.rows<ListedRow<ScenarioRow>>(workspaceId, statement);
    return listedSlice(keyset, rows, toScenario);
  }

  override async remove(workspaceId: string, id: string, expectedRevision?: number): Promise<void> {
    const { count } = await this.database.scenario.deleteMany({
      where: { workspaceId, id, ...(expectedRevision !== undefined && { revision: expectedRevision }) },
    });
    if (count === 0) throw await this.#missed(workspaceId, id, expectedRevision);
  }

  #write<T>(workspaceId: string, content: ScenarioContent, write: () => Promise<T>): Promise<T> {
    return translating(write, {
      unique: () => new PlanningError('name-taken', { noun: 'scenario', name: content.name }),
      'foreign-key': () => this.#unknownReference(workspaceId, content),
    });
  }

  /** Which of the pinned revisions is not there. */
  async #unknownReference(workspaceId: string, content: ScenarioContent): Promise<PlanningError> {
    const { topologyId, topologyRevision, forecastId, forecastRevision } = content;
    const topologies = await this.database.topologyRevision.count({
      where: { workspaceId, topologyId, revision: topologyRevision },
    });
    return topologies === 0
      ? unknownReference('topology', topologyId, topologyRevision)
      : unknownReference('forecast', forecastId, forecastRevision);
  }

  async #missed(
    workspaceId: string,
    id: string,
    expectedRevision: number | undefined,
  ): Promise<PlanningError> {
    const current = await this.find(workspaceId, id);
    if (current === null || expectedRevision === undefined) {
      return new PlanningError('not-found', { noun: 'scenario', id });
    }
    const currentRevision = current.revision;
    return new PlanningError('revision-conflict', {
      noun: 'scenario',
      id,
      expectedRevision,
      currentRevision,
    });
  }
}

function unknownReference(noun: 'topology' | 'forecast', id: string, revision: number): PlanningError {
  return new PlanningError('unknown-reference', { field: `${noun}Id`, noun, id, revision });
}
