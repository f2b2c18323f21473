import type pg from 'pg';
import { sql, type Sql } from '../generated/internal/prismaNamespace.js';
import type { DatabaseOptions } from './database.js';
import { toldAsOurs } from './database-failure.js';
import { DEFAULT_POOL_SIZE } from './database.js';
import { FAST_INSTANTS } from './instants.js';
import { servicePool } from './service-role.js';
import { jointNow, workspaceNow } from './tenancy.js';

/** Tells row-level security whose rows may be seen. */
const enter = (workspaceId: string): Sql =>
  sql`SELECT set_config('portplan.workspace_id', ${workspaceId}, false)`;

/**
 * Reads that every page load makes, past the object mapper, which costs several times what the database does. A connection
 * stays in the workspace that it was last used for, so that most reads are one round trip; it is moved before it reads for
 * another. Nothing but reads of one workspace may go over these connections.
 */
export class TenantReads {
  readonly #pool: pg.Pool;
  readonly #workspaceOf = new WeakMap<pg.PoolClient, string>();
  /** Each text is prepared once by each connection, under a name. */
  readonly #names = new Map<string, string>();

  constructor(
    connectionString: string,
    { poolSize = DEFAULT_POOL_SIZE, onConnectionError = () => undefined }: DatabaseOptions = {},
  ) {
    this.#pool = servicePool(connectionString, poolSize);
    this.#pool.on('error', onConnectionError);
  }

  /** The rows of a statement, as the request's workspace sees them; the given one outside of requests. */
  rows<Row extends pg.QueryResultRow>(given: string, statement: Sql): Promise<readonly Row[]> {
    const joint = jointNow();
    if (joint?.isOpen === true)
      return toldAsOurs(joint.read((on) => on.$queryRaw<readonly Row[]>(statement)));
    return toldAsOurs(this.#rows(workspaceNow(given), statement));
  }

  async #rows<Row extends pg.QueryResultRow>(workspaceId: string, statement: Sql): Promise<readonly Row[]> {
    const connection = await this.#pool.connect();
    let failure: Error | undefined;
    try {
      if (this.#workspaceOf.get(connection) !== workspaceId) {
        await this.#ask(connection, enter(workspaceId));
        this.#workspaceOf.set(connection, workspaceId);
      }
      return await this.#ask<Row>(connection, statement);
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      // What failed is not used again: nobody knows in which workspace it stands.
      connection.release(failure);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** By callback: the promises that pg would give keep all earlier rows alive until the next full garbage collection. */
  #ask<Row extends pg.QueryResultRow>(connection: pg.PoolClient, statement: Sql): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      // What is typed as there is not, where there is an error.
      connection.query<Row>(this.#prepared(statement), (error: Error | null, result) => {
        if (error === null) resolve(result.rows);
        else reject(error);
      });
    });
  }

  #prepared({ text, values }: Sql): pg.QueryConfig {
    const name = this.#names.get(text) ?? `read-${String(this.#names.size)}`;
    this.#names.set(text, name);
    return { name, text, values, types: FAST_INSTANTS };
  }
}
