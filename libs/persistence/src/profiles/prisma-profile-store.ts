import type { ProfileDefinition } from '@portplan/engine';
import { PlanningError, ProfileStore, type StoredProfile } from '@portplan/planning';
import { translating } from '../database/constraint.js';
import type { Database } from '../database/database.js';
import { fromJsonText, toJsonText } from '../database/json-text.js';
import type { TenantReads } from '../database/tenant-reads.js';
import { empty, sql, type Sql } from '../generated/internal/prismaNamespace.js';

interface ProfileRow {
  readonly definition: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export class PrismaProfileStore extends ProfileStore {
  constructor(
    private readonly database: Database,
    private readonly reads: TenantReads,
  ) {
    super();
  }

  override async insert(
    workspaceId: string,
    rowId: string,
    definition: ProfileDefinition,
    at: Date,
  ): Promise<StoredProfile> {
    const { id: name } = definition;
    const data = {
      workspaceId,
      id: rowId,
      name,
      revision: 1,
      definition: toJsonText(definition),
      createdAt: at,
      updatedAt: at,
    };
    const row = await translating(() => this.database.profile.create({ data }), {
      unique: () => new PlanningError('name-taken', { noun: 'profile', name }),
    });
    return toStoredProfile(row);
  }

  override async replace(
    workspaceId: string,
    expectedRevision: number,
    definition: ProfileDefinition,
    at: Date,
  ): Promise<StoredProfile> {
    const { id: name } = definition;
    const columns = {
      revision: expectedRevision + 1,
      definition: toJsonText(definition),
      updatedAt: at,
    };
    // The condition on the revision decides between two who change at once: the second finds it changed.
    const [row] = await this.database.profile.updateManyAndReturn({
      where: { workspaceId, name, revision: expectedRevision },
      data: columns,
    });
    if (row === undefined) throw await this.#missed(workspaceId, name, expectedRevision);
    return toStoredProfile(row);
  }

  override async findMany(workspaceId: string, ids: readonly string[]): Promise<readonly StoredProfile[]> {
    return this.#read(workspaceId, sql`AND name = ANY(${[...ids]}::text[])`);
  }

  override list(workspaceId: string): Promise<readonly StoredProfile[]> {
    return this.#read(workspaceId, empty);
  }

  override async remove(workspaceId: string, id: string, expectedRevision: number): Promise<void> {
    const where = { workspaceId, name: id, revision: expectedRevision };
    const { count } = await this.database.profile.deleteMany({ where });
    if (count === 0) throw await this.#missed(workspaceId, id, expectedRevision);
  }

  async #read(workspaceId: string, condition: Sql): Promise<readonly StoredProfile[]> {
    const statement = sql`SELECT definition, revision, created_at AS "createdAt", updated_at AS "updatedAt"
      FROM profile WHERE workspace_id = ${workspaceId}::uuid ${condition} ORDER BY name COLLATE "C"`;
    const rows = await this.reads.rows<ProfileRow>(workspaceId, statement);
    return rows.map(toStoredProfile);
  }

  /** Why a write to a revision found nothing to write to. */
  async #missed(workspaceId: string, id: string, expectedRevision: number): Promise<PlanningError> {
    const row = await this.database.profile.findUnique({
      where: { workspaceId_name: { workspaceId, name: id } },
      select: { revision: true },
    });
    const noun = 'profile';
    if (row === null) return new PlanningError('not-found', { noun, id });
    return new PlanningError('revision-conflict', {
      noun,
      id,
      expectedRevision,
      currentRevision: row.revision,
    });
  }
}

function toStoredProfile({ definition, revision, createdAt, updatedAt }: ProfileRow): StoredProfile {
  return { definition: fromJsonText(definition) as ProfileDefinition, revision, createdAt, updatedAt };
}
