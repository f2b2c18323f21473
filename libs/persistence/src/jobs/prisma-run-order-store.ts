import {
  PlanningError,
  RUN_STATES,
  RunOrderStore,
  type OrderedRun,
  type RunEnd,
  type RunPlace,
} from '@portplan/planning';
import { fromPrisma } from 'pg-boss';
import { translating } from '../database/constraint.js';
import type { Database } from '../database/database.js';
import { oneOf } from '../runs/run-mapper.js';
import { RUNS } from './job-queue.js';
import type { PgBossRunQueue } from './pg-boss-run-queue.js';

interface OrderRow extends Omit<OrderedRun, 'state' | 'failure'> {
  readonly state: string;
  readonly failureCode: string | null;
  readonly failureDetail: string | null;
}

const UNFINISHED = { state: { in: ['queued', 'running'] } };

export class PrismaRunOrderStore extends RunOrderStore {
  constructor(
    private readonly database: Database,
    private readonly queue: PgBossRunQueue,
  ) {
    super();
  }

  override async insert(workspaceId: string, id: string, scenarioId: string, at: Date): Promise<OrderedRun> {
    const boss = await this.queue.boss();
    const place: RunPlace = { workspaceId, id };
    const data = { ...place, scenarioId, state: 'queued', progress: 0, createdAt: at };
    return translating(
      () =>
        this.database.$transaction(async (on) => {
          const row = await on.runOrder.create({ data });
          await boss.send(RUNS, place, { id, db: fromPrisma(on) });
          return toOrderedRun(row);
        }),
      { 'foreign-key': () => new PlanningError('not-found', { noun: 'scenario', id: scenarioId }) },
    );
  }

  override async find(workspaceId: string, id: string): Promise<OrderedRun | null> {
    const [row] = await this.findMany(workspaceId, [id]);
    return row ?? null;
  }

  override async findMany(workspaceId: string, ids: readonly string[]): Promise<readonly OrderedRun[]> {
    const rows = await this.database.runOrder.findMany({ where: { workspaceId, id: { in: [...ids] } } });
    return rows.map(toOrderedRun);
  }

  override async begin(place: RunPlace, at: Date): Promise<OrderedRun | null> {
    return this.#change(place, { state: 'running', startedAt: at });
  }

  override async report(place: RunPlace, progress: number): Promise<boolean> {
    return (await this.#change(place, { progress })) !== null;
  }

  override async end(place: RunPlace, { state, failure, at }: RunEnd): Promise<OrderedRun | null> {
    return this.#change(place, {
      state,
      finishedAt: at,
      ...(state === 'succeeded' && { progress: 100 }),
      ...(failure !== null && { failureCode: failure.code, failureDetail: failure.detail }),
    });
  }

  /** Only of what is not over: whoever ends it first, decides. */
  async #change(place: RunPlace, data: Partial<OrderRow>): Promise<OrderedRun | null> {
    const where = { ...place, ...UNFINISHED };
    const [row] = await this.database.runOrder.updateManyAndReturn({ where, data });
    return row === undefined ? null : toOrderedRun(row);
  }
}

function toOrderedRun(row: OrderRow): OrderedRun {
  const { id, scenarioId, progress, failureCode, failureDetail, createdAt, startedAt, finishedAt } = row;
  const failure = failureCode === null ? null : { code: failureCode, detail: failureDetail ?? '' };
  const state = oneOf(RUN_STATES, row.state, 'state');
  return { id, scenarioId, state, progress, failure, createdAt, startedAt, finishedAt };
}
