import pg from 'pg';
import type { DatabaseOptions } from './database.js';
import { DEFAULT_POOL_SIZE } from './database.js';

/** A statement that each connection prepares once. Names are unique in the process. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Tells row-level security whose rows may be seen. */
const ENTER: Statement = {
  name: 'enter-workspace',
  text: `SELECT set_config('portplan.workspace_id', $1, false)`,
};

/**
 * Reads that every page load makes, past the object mapper, which costs several times what the database does. A connection
 * stays in the workspace that it was last used for, so that most reads are one round trip; it is moved before it reads for
 * another. Nothing but reads of one workspace may go over these connections.
 */
export class TenantReads {
  readonly #pool: pg.Pool;
  readonly #workspaceOf = new WeakMap<pg.PoolClient, string>();

  constructor(
    connectionString: string,
    { poolSize = DEFAULT_POOL_SIZE, onConnectionError = () => undefined }: DatabaseOptions = {},
  ) {
    this.#pool = new pg.Pool({ connectionString, max: poolSize });
    this.#pool.on('error', onConnectionError);
  }

  /** The rows of a statement, as the given workspace sees them. */
  async rows<Row extends pg.QueryResultRow>(
    workspaceId: string,
    statement: Statement,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    const connection = await this.#pool.connect();
    let failure: Error | undefined;
    try {
      if (this.#workspaceOf.get(connection) !== workspaceId) {
        await connection.query({ ...ENTER, values: [workspaceId] });
        this.#workspaceOf.set(connection, workspaceId);
      }
      return (await connection.query<Row>({ ...statement, values: [...values] })).rows;
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
}
