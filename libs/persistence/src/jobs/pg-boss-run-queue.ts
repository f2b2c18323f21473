import { RunQueue, type RunPlace, type RunQueueLoad, type RunWork } from '@portplan/planning';
import type { PgBoss } from 'pg-boss';
import { GIVEN_UP, openJobQueue, RUNS } from './job-queue.js';

/** Of what is put back nobody is told: whoever works looks for it so often. */
const LOOKING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };

/** The queue of runs, on pg-boss: jobs are rows, taken with SKIP LOCKED. Connects when it is first needed. */
export class PgBossRunQueue extends RunQueue {
  #boss: Promise<PgBoss> | null = null;
  #working = false;
  readonly #stopping = new AbortController();

  constructor(
    private readonly connectionString: string,
    private readonly onError: (error: Error) => void,
  ) {
    super();
  }

  /** The queue; one attempt to reach it is made at a time, and a failed one is not remembered. */
  boss(): Promise<PgBoss> {
    this.#boss ??= openJobQueue(this.connectionString, this.#working, this.onError).catch(
      (error: unknown) => {
        this.#boss = null;
        throw error;
      },
    );
    return this.#boss;
  }

  override async work(atOnce: number, work: RunWork): Promise<void> {
    await this.stop(0);
    this.#working = true;
    const boss = await this.boss();
    const { signal } = this.#stopping;
    await boss.work<RunPlace>(RUNS, { ...LOOKING, localConcurrency: atOnce }, async ([job]) => {
      if (job !== undefined) await work.attempt(job.data, AbortSignal.any([signal, job.signal]));
    });
    await boss.work<RunPlace>(GIVEN_UP, LOOKING, async ([job]) => {
      if (job !== undefined) await work.giveUp(job.data);
    });
  }

  override async stop(graceSeconds: number): Promise<void> {
    const boss = await this.#boss;
    if (boss === null) return;
    const impatience = setTimeout(() => {
      this.#stopping.abort();
    }, graceSeconds * 1000);
    // What is aborted has a moment to be put back, before the connections go.
    await boss.stop({ graceful: true, timeout: graceSeconds * 1000 + 3000 });
    clearTimeout(impatience);
    this.#boss = null;
  }

  override async load(): Promise<RunQueueLoad> {
    const boss = await this.boss();
    const [stats] = await boss.getQueueStats(RUNS, { force: true });
    return { queued: stats?.queuedCount ?? 0, running: stats?.activeCount ?? 0 };
  }
}
