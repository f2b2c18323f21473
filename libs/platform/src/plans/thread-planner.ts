import type { OnApplicationShutdown } from '@nestjs/common';
import {
  DomainError,
  PlanError,
  type Forecast,
  type OnProgress,
  type PlanResult,
  type Policy,
  type PoolSeries,
  type SeriesQuestion,
  type Topology,
} from '@portplan/engine';
import { ImportError, type Calibration, type CalibrationQuestion } from '@portplan/importers';
import { Planner, PlanningError } from '@portplan/planning';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { PlanOutcome, PlanTask, Refusal } from './plan-thread.js';

/** How much is planned at once, and how long anybody waits for it. */
export interface PlannerLimits {
  /** Plans that are calculated at the same time, 1 or more. */
  readonly threads: number;
  /** Plans that may wait for a thread; one more is refused. */
  readonly waiting: number;
  /** From the question to the answer, waiting included. */
  readonly timeoutSeconds: number;
}

const DEFAULT_PLANNER_LIMITS: PlannerLimits = {
  threads: availableParallelism(),
  waiting: 64,
  timeoutSeconds: 30,
};

/** How busy the threads are. */
export interface PlannerLoad {
  readonly threads: number;
  readonly planning: number;
  readonly waiting: number;
}

/** Threads load JavaScript only, so the built file; the same from `src` and from `dist`. */
const THREAD = fileURLToPath(new URL('../../dist/plans/plan-thread.js', import.meta.url));

/**
 * Plans in threads of its own, so that the one that answers requests goes on answering. A plan that is given up frees its
 * thread at once: the thread is ended, and another one takes its place.
 */
export class ThreadPlanner extends Planner implements OnApplicationShutdown {
  #pool: Piscina<PlanTask, PlanOutcome> | null = null;
  #asked = 0;

  /**
   * @param told of each plan, how long it took
   * @param lost told of each thread that ended although nobody ended it, and why
   */
  constructor(
    private readonly limits: PlannerLimits = DEFAULT_PLANNER_LIMITS,
    private readonly told: (seconds: number, outcome: 'done' | 'failed') => void = () => undefined,
    private readonly lost: (why: Error) => void = () => undefined,
  ) {
    super();
  }

  override async plan(
    topology: Topology,
    forecast: Forecast,
    policy: Policy,
    cancelled?: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<PlanResult> {
    return (await this.#answer({ topology, forecast, policy }, cancelled, onProgress)) as PlanResult;
  }

  override async series(
    topology: Topology,
    forecast: Forecast,
    policy: Policy,
    question: SeriesQuestion,
    cancelled?: AbortSignal,
  ): Promise<readonly PoolSeries[]> {
    return (await this.#answer({ topology, forecast, policy, question }, cancelled)) as readonly PoolSeries[];
  }

  override async calibrate(question: CalibrationQuestion, cancelled?: AbortSignal): Promise<Calibration> {
    const { topology, forecast, ...measured } = question;
    return (await this.#answer({ topology, forecast, policy: {}, measured }, cancelled)) as Calibration;
  }

  load(): PlannerLoad {
    const { threads } = this.limits;
    return {
      threads,
      planning: Math.min(this.#asked, threads),
      waiting: Math.max(0, this.#asked - threads),
    };
  }

  /** Ends the threads: what they were planning is lost. */
  async onApplicationShutdown(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  async #answer(
    task: PlanTask,
    cancelled: AbortSignal | undefined,
    onProgress?: OnProgress,
  ): Promise<unknown> {
    const { threads, waiting, timeoutSeconds } = this.limits;
    if (this.#asked >= threads + waiting) throw new PlanningError('busy', { waiting });
    const late = AbortSignal.timeout(timeoutSeconds * 1000);
    const signal = cancelled === undefined ? late : AbortSignal.any([cancelled, late]);
    this.#asked += 1;
    const began = performance.now();
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const answered = await this.#planned(task, signal, onProgress);
      if ('fault' in answered) throw answered.fault;
      if ('refusal' in answered) throw errorOf(answered.refusal);
      outcome = 'done';
      return answered.answer;
    } catch (thrown) {
      if (cancelled?.aborted === true) throw new PlanningError('cancelled', { noun: 'calculation' });
      throw late.aborted ? new PlanningError('too-slow', { timeoutSeconds }) : thrown;
    } finally {
      this.#asked -= 1;
      this.told((performance.now() - began) / 1000, outcome);
    }
  }

  /** A thread that ended under a plan is no fault of the plan, which is pure: it is asked for once more. */
  async #planned(task: PlanTask, signal: AbortSignal, onProgress?: OnProgress): Promise<PlanOutcome> {
    try {
      return await this.#run(task, signal, onProgress);
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      this.lost(thrown as Error);
      return this.#run(task, signal, onProgress);
    }
  }

  async #run(task: PlanTask, signal: AbortSignal, onProgress?: OnProgress): Promise<PlanOutcome> {
    if (onProgress === undefined) return this.#threads().run(task, { signal });
    const { port1: heard, port2: progress } = new MessageChannel();
    heard.on('message', onProgress);
    try {
      return await this.#threads().run({ ...task, progress }, { signal, transferList: [progress] });
    } finally {
      heard.close();
    }
  }

  /** Threads are started when there is something to plan, all of them: one that was ended is replaced at once. */
  #threads(): Piscina<PlanTask, PlanOutcome> {
    const { threads } = this.limits;
    if (this.#pool !== null) return this.#pool;
    this.#pool = new Piscina({
      filename: THREAD,
      name: 'planInThread',
      minThreads: threads,
      maxThreads: threads,
      execArgv: [],
    });
    // A thread that ends while it has nothing to do is told as an event, and an event without a listener ends the process.
    this.#pool.on('error', this.lost);
    return this.#pool;
  }
}

function errorOf(refusal: Refusal): Error {
  if (refusal.of === 'documents') return new PlanError(refusal.document, refusal.problems);
  if (refusal.of === 'measured')
    return new ImportError(refusal.code, refusal.pointer, refusal.value, refusal.message);
  const { code, field, value, message } = refusal;
  return Object.assign(new DomainError(code, field, value, ''), { message });
}
