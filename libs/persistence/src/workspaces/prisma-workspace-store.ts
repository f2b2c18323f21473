import {
  MOST_COUNTED,
  PlanningError,
  WorkspaceStore,
  type Keyset,
  type Slice,
  type Workspace,
} from '@portplan/planning';
import { translating } from '../database/constraint.js';
import type { Database } from '../database/database.js';
import type { KnownTokens } from '../tokens/known-tokens.js';
import { beyondId, NEWEST_FIRST, sliceOf, takeOf } from '../database/keyset.js';

export class PrismaWorkspaceStore extends WorkspaceStore {
  constructor(
    private readonly database: Database,
    private readonly known: KnownTokens,
  ) {
    super();
  }

  override async findOrInsert(workspace: Workspace): Promise<Workspace> {
    // ON CONFLICT DO NOTHING: of several who insert at once, one does and all read the same row.
    await this.database.workspace.createMany({ data: workspace, skipDuplicates: true });
    return toWorkspace(await this.database.workspace.findUniqueOrThrow({ where: { name: workspace.name } }));
  }

  override async insert(workspace: Workspace): Promise<void> {
    await this.#named(workspace.name, () => this.database.workspace.create({ data: workspace }));
  }

  override async find(id: string): Promise<Workspace | null> {
    const row = await this.database.workspace.findUnique({ where: { id } });
    return row === null ? null : toWorkspace(row);
  }

  override async list(only: string | null, keyset: Keyset): Promise<Slice<Workspace>> {
    const where = only === null ? {} : { id: only };
    const page = { where: { AND: [where, beyondId(keyset)] }, orderBy: NEWEST_FIRST, ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.workspace.findMany(page),
      () => this.database.workspace.count({ where, take: MOST_COUNTED }),
      toWorkspace,
    );
  }

  override async rename(id: string, name: string): Promise<Workspace | null> {
    const [renamed] = await this.#named(name, () =>
      this.database.workspace.updateManyAndReturn({ where: { id }, data: { name } }),
    );
    return renamed === undefined ? null : toWorkspace(renamed);
  }

  override async remove(id: string): Promise<void> {
    const { count } = await this.database.workspace.deleteMany({
      where: { id, topologies: { none: {} }, forecasts: { none: {} }, scenarios: { none: {} } },
    });
    this.known.forgetWorkspace(id);
    if (count === 1) return;
    const kept = await this.database.workspace.findUnique({
      where: { id },
      select: {
        topologies: { select: { name: true }, take: 3 },
        forecasts: { select: { name: true }, take: 3 },
        scenarios: { select: { name: true }, take: 3 },
      },
    });
    if (kept === null) throw new PlanningError('not-found', { noun: 'workspace', id });
    const usedBy = [...kept.scenarios, ...kept.topologies, ...kept.forecasts].map(({ name }) => name);
    throw new PlanningError('in-use', { noun: 'workspace', id, usedBy });
  }

  override async recordExample(id: string, at: Date): Promise<void> {
    await this.database.workspace.updateMany({ where: { id }, data: { exampleLoadedAt: at } });
  }

  #named<T>(name: string, write: () => Promise<T>): Promise<T> {
    return translating(write, { unique: () => new PlanningError('name-taken', { noun: 'workspace', name }) });
  }
}

function toWorkspace({ id, name, createdAt, exampleLoadedAt }: Workspace): Workspace {
  return { id, name, createdAt, exampleLoadedAt };
}
