import {
  MOST_COUNTED,
  PlanningError,
  WorkspaceStore,
  type Keyset,
  type NewToken,
  type Slice,
  type Workspace,
} from '@portplan/planning';
import { translating } from '../database/constraint.js';
import type { Database } from '../database/database.js';
import type { KnownTokens } from '../tokens/known-tokens.js';
import { beyondId, NEWEST_FIRST, sliceOf, takeOf } from '../database/keyset.js';
import { acrossWorkspaces } from '../database/tenancy.js';

/** Workspaces are what is administered from outside of them: these steps cross them, and planning says who may take them. */
export class PrismaWorkspaceStore extends WorkspaceStore {
  constructor(
    private readonly database: Database,
    private readonly known: KnownTokens,
  ) {
    super();
  }

  override async findOrInsert(workspace: Workspace): Promise<Workspace> {
    // ON CONFLICT DO NOTHING: of several who insert at once, one does and all read the same row.
    return acrossWorkspaces(async () => {
      await this.database.workspace.createMany({ data: workspace, skipDuplicates: true });
      const where = { name: workspace.name };
      return toWorkspace(await this.database.workspace.findUniqueOrThrow({ where }));
    });
  }

  override async insert(workspace: Workspace, { token, hash }: NewToken): Promise<void> {
    await this.#named(workspace.name, () =>
      this.database.$transaction(async (on) => {
        await on.workspace.create({ data: workspace });
        await on.token.create({ data: { ...token, scopes: [...token.scopes], hash } });
      }),
    );
  }

  override async find(id: string): Promise<Workspace | null> {
    const row = await acrossWorkspaces(() => this.database.workspace.findUnique({ where: { id } }));
    return row === null ? null : toWorkspace(row);
  }

  override async findByName(name: string): Promise<Workspace | null> {
    const row = await acrossWorkspaces(() => this.database.workspace.findUnique({ where: { name } }));
    return row === null ? null : toWorkspace(row);
  }

  override async list(only: string | null, keyset: Keyset): Promise<Slice<Workspace>> {
    const where = only === null ? {} : { id: only };
    const page = { where: { AND: [where, beyondId(keyset)] }, orderBy: NEWEST_FIRST, ...takeOf(keyset) };
    return acrossWorkspaces(() =>
      sliceOf(
        keyset,
        this.database.workspace.findMany(page),
        () => this.database.workspace.count({ where, take: MOST_COUNTED }),
        toWorkspace,
      ),
    );
  }

  override async rename(id: string, name: string): Promise<Workspace | null> {
    const [renamed] = await this.#named(name, () =>
      this.database.workspace.updateManyAndReturn({ where: { id }, data: { name } }),
    );
    return renamed === undefined ? null : toWorkspace(renamed);
  }

  override async remove(id: string): Promise<void> {
    await acrossWorkspaces(() => this.#remove(id));
  }

  async #remove(id: string): Promise<void> {
    const { count } = await this.database.workspace.deleteMany({
      where: { id, topologies: { none: {} }, forecasts: { none: {} }, scenarios: { none: {} } },
    });
    this.known.forgetWorkspace(id);
    if (count === 1) return;
    if ((await this.find(id)) === null) throw new PlanningError('not-found', { noun: 'workspace', id });
    const few = { where: { workspaceId: id }, select: { name: true }, take: 3 } as const;
    const { scenario, topology, forecast } = this.database;
    const kept = [await scenario.findMany(few), await topology.findMany(few), await forecast.findMany(few)];
    const usedBy = kept.flat().map(({ name }) => name);
    throw new PlanningError('in-use', { noun: 'workspace', id, usedBy });
  }

  override async recordExample(id: string, at: Date): Promise<void> {
    await acrossWorkspaces(() =>
      this.database.workspace.updateMany({ where: { id }, data: { exampleLoadedAt: at } }),
    );
  }

  #named<T>(name: string, write: () => Promise<T>): Promise<T> {
    return translating(() => acrossWorkspaces(write), {
      unique: () => new PlanningError('name-taken', { noun: 'workspace', name }),
    });
  }
}

function toWorkspace({ id, name, createdAt, exampleLoadedAt }: Workspace): Workspace {
  return { id, name, createdAt, exampleLoadedAt };
}
