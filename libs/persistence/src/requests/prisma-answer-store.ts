import { AnswerStore, type KeptAnswer, type Lease, type Reservation } from '@portplan/planning';
import type { Database } from '../database/database.js';
import { fromJsonText, toJsonText } from '../database/json-text.js';
import { acrossWorkspaces, joinedTo } from '../database/tenancy.js';

interface KeyRow {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly headers: string | null;
  readonly body: string | null;
}

/** The clock is the database's: that of a server may be wrong. */
export class PrismaAnswerStore extends AnswerStore {
  constructor(private readonly database: Database) {
    super();
  }

  override async reserve(
    { workspaceId, callerId, key, lease }: Lease,
    fingerprint: string,
    leaseSeconds: number,
    keptSeconds: number,
  ): Promise<Reservation> {
    return alone(async () => {
      const [taken] = await this.database.$queryRaw<readonly { readonly lease: string }[]>`
        INSERT INTO idempotency_key AS kept
          (workspace_id, caller_id, key, fingerprint, lease, leased_until, expires_at)
        VALUES (${workspaceId}::uuid, ${callerId}::uuid, ${key}, ${fingerprint}, ${lease}::uuid,
          now() + make_interval(secs => ${leaseSeconds}), now() + make_interval(secs => ${keptSeconds}))
        ON CONFLICT (workspace_id, caller_id, key) DO UPDATE SET fingerprint = excluded.fingerprint,
          lease = excluded.lease, leased_until = excluded.leased_until, expires_at = excluded.expires_at,
          status = NULL, headers = NULL, body = NULL
        WHERE kept.expires_at <= now()
          OR (kept.status IS NULL AND kept.leased_until <= now() AND kept.fingerprint = excluded.fingerprint)
        RETURNING lease`;
      if (taken !== undefined) return { state: 'reserved' };
      const where = { workspaceId_callerId_key: { workspaceId, callerId, key } };
      // Released a moment ago: worth asking again.
      const row = await this.database.idempotencyKey.findUnique({ where });
      return row === null ? { state: 'under-way' } : stateOf(row, fingerprint);
    });
  }

  override async renew({ workspaceId, callerId, key, lease }: Lease, leaseSeconds: number): Promise<void> {
    await alone(
      async () =>
        this.database.$executeRaw`UPDATE idempotency_key
          SET leased_until = now() + make_interval(secs => ${leaseSeconds})
          WHERE workspace_id = ${workspaceId}::uuid AND caller_id = ${callerId}::uuid AND key = ${key}
            AND lease = ${lease}::uuid AND status IS NULL`,
    );
  }

  override async keep(lease: Lease, { status, headers, body }: KeptAnswer): Promise<boolean> {
    const { count } = await this.database.idempotencyKey.updateMany({
      where: { ...lease, status: null },
      data: { status, headers: toJsonText(headers), body },
    });
    return count === 1;
  }

  override async release(lease: Lease): Promise<void> {
    await alone(async () => this.database.idempotencyKey.deleteMany({ where: { ...lease, status: null } }));
  }

  override async removeExpired(): Promise<number> {
    // The worker serves all of them.
    return alone(() =>
      acrossWorkspaces(
        async () => this.database.$executeRaw`DELETE FROM idempotency_key WHERE expires_at <= now()`,
      ),
    );
  }
}

/** Whatever becomes of the transaction that is under way. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return joinedTo(null, async () => await work());
}

function stateOf(row: KeyRow, fingerprint: string): Reservation {
  if (row.fingerprint !== fingerprint) return { state: 'other-request' };
  if (row.status === null || row.headers === null) return { state: 'under-way' };
  const headers = fromJsonText(row.headers) as Readonly<Record<string, string>>;
  return { state: 'answered', answer: { status: row.status, headers, body: row.body } };
}
