import pg from 'pg';
import { JOBS_SCHEMA } from '../jobs/job-queue.js';

/** Has no rights but on rows, and does not pass by row-level security. */
const SERVICE_ROLE = 'portplan_service';

/** Accounts that pass by row-level security; they take the role above instead. */
const MIGHTY = 'SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user';

/** Connections of the service: never with rights that pass by row-level security, whatever account the address names. */
export function servicePool(connectionString: string, poolSize: number): pg.Pool {
  return new pg.Pool({
    connectionString,
    max: poolSize,
    // The pool waits for it before it gives the connection out, which its types do not say.
    onConnect: takeServiceRole as unknown as () => void,
  });
}

async function takeServiceRole(connection: pg.ClientBase): Promise<void> {
  await connection.query(`SELECT set_config('role', '${SERVICE_ROLE}', false) WHERE (${MIGHTY})`);
}

/** Operators that lists search with. They tell nothing of a row but whether it matches, so that an index may answer first. */
const SEARCHING = ['texticlike(text,text)', 'jsonb_contains(jsonb,jsonb)'];

/**
 * Makes the role that mighty accounts take, with its rights on the tables that there are; for other accounts there is
 * nothing to do, row-level security holds them as they are. Safe to repeat.
 */
export async function ensureServiceRole(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ mighty: boolean; superuser: boolean }>(
      `SELECT (${MIGHTY}) AS mighty, rolsuper AS superuser FROM pg_roles WHERE rolname = session_user`,
    );
    const [account] = rows;
    if (account?.mighty !== true) return;
    await client.query(ROLE_AND_RIGHTS);
    if (!account.superuser) await client.query(`GRANT ${SERVICE_ROLE} TO CURRENT_USER`);
    else for (const name of SEARCHING) await client.query(leakproof(name));
  } finally {
    await client.end();
  }
}

const ROLE_AND_RIGHTS = `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${SERVICE_ROLE}') THEN
    CREATE ROLE ${SERVICE_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION
  -- Another database of the same server was faster.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO ${SERVICE_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${SERVICE_ROLE};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${SERVICE_ROLE};
DO $$
BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${SERVICE_ROLE};
  END IF;
  IF to_regclass('public.audit_entry') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON audit_entry FROM ${SERVICE_ROLE};
  END IF;
  -- A run is ordered in one transaction with its place in the queue.
  IF to_regnamespace('${JOBS_SCHEMA}') IS NOT NULL THEN
    GRANT USAGE ON SCHEMA ${JOBS_SCHEMA} TO ${SERVICE_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO ${SERVICE_ROLE};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${JOBS_SCHEMA} TO ${SERVICE_ROLE};
  END IF;
END $$;`;

function leakproof(name: string): string {
  return `DO $$ BEGIN
    IF NOT (SELECT proleakproof FROM pg_proc WHERE oid = 'pg_catalog.${name}'::regprocedure) THEN
      ALTER FUNCTION pg_catalog.${name} LEAKPROOF;
    END IF;
  END $$`;
}
