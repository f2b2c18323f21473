import { PgBoss } from 'pg-boss';

/** The queue's own tables, apart from ours. */
export const JOBS_SCHEMA = 'portplan_jobs';

/** Runs that were ordered, and those that no attempt has brought to an end. */
export const RUNS = 'runs';
export const GIVEN_UP = 'runs-given-up';

/** A worker that has not been heard of for so long is taken to be dead; the least that pg-boss takes. */
const HEARTBEAT_SECONDS = 10;
const RETRIES = 4;
const LONGEST_RUN_SECONDS = 6 * 3600;
const DAY_SECONDS = 24 * 3600;
/** Connections of the queue, one of them to listen on. */
const CONNECTIONS = 3;

/**
 * Creates or renews the queue's tables. Only while the lock of the migrations is held: one replica at a time.
 * @throws Error where the database refuses
 */
export async function migrateJobQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({
    connectionString,
    schema: JOBS_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  await boss.start();
  try {
    const options = { heartbeatSeconds: HEARTBEAT_SECONDS, deleteAfterSeconds: DAY_SECONDS, notify: true };
    await boss.createQueue(GIVEN_UP, options);
    await boss.createQueue(RUNS, {
      ...options,
      deadLetter: GIVEN_UP,
      retryLimit: RETRIES,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: LONGEST_RUN_SECONDS,
    });
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** How often whoever works looks for jobs whose worker has died. */
const SUPERVISE_SECONDS = 2;

/**
 * The queue, on tables that are there. @param working whether this process takes jobs, and so looks after the queue
 * @throws Error where the tables are missing, or of another version
 */
export async function openJobQueue(
  connectionString: string,
  working: boolean,
  onError: (error: Error) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    schema: JOBS_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: working,
    useListenNotify: working,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    max: CONNECTIONS,
  });
  boss.on('error', onError);
  await boss.start();
  return boss;
}
