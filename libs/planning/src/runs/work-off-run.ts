import type { OnProgress } from '@portplan/engine';
import { isPlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { RunOrderStore } from '../ports/run-order-store.js';
import type { RunWork } from '../ports/run-queue.js';
import type { RunStore } from '../ports/run-store.js';
import type { OrderedRun, RunEnd, RunFailure, RunPlace } from './ordered-run.js';
import { workerOf } from './refresh-runs.js';
import type { RunScenario } from './run-scenario.js';

const REPORT_MILLISECONDS = 1000;
/** What is planned is still to be stored. */
const MOST_PERCENT = 99;

/** Says what a client is told of an error; null of a fault of ours, after which another attempt may do better. */
export type Explain = (thrown: unknown) => RunFailure | null;

/** Works off a run that was ordered: once, however many workers try. */
export class WorkOffRun implements RunWork {
  constructor(
    private readonly orders: RunOrderStore,
    private readonly runs: RunStore,
    private readonly runScenario: RunScenario,
    private readonly clock: Clock,
    private readonly explain: Explain,
  ) {}

  /** @throws what is worth another attempt, so also PlanningError `cancelled` where the worker is stopping */
  async attempt(place: RunPlace, stopping: AbortSignal): Promise<void> {
    const order = await this.orders.begin(place, this.clock.now());
    if (order === null) return;
    const unwanted = new AbortController();
    let share = 0;
    const reporting = setInterval(() => {
      void this.#report(place, share, unwanted);
    }, REPORT_MILLISECONDS);
    try {
      await this.#run(place, order, AbortSignal.any([stopping, unwanted.signal]), (done) => {
        share = done;
      });
      await this.#end(place, 'succeeded', null);
    } catch (thrown) {
      if (unwanted.signal.aborted) return;
      const failure = isPlanningError(thrown, 'cancelled') ? null : this.explain(thrown);
      if (failure === null) throw thrown;
      await this.#end(place, 'failed', failure);
    } finally {
      clearInterval(reporting);
    }
  }

  async giveUp(place: RunPlace): Promise<void> {
    const detail = 'Every attempt to calculate it ended early: the logs of the workers say why.';
    await this.#end(place, 'failed', { code: 'internal-error', detail });
  }

  async #run(
    { workspaceId }: RunPlace,
    order: OrderedRun,
    cancelled: AbortSignal,
    onProgress: OnProgress,
  ): Promise<void> {
    const { id, scenarioId, createdAt } = order;
    // An earlier attempt may have come as far as to store it.
    if ((await this.runs.find(workspaceId, id)) !== null) return;
    await this.runScenario.run(workerOf(workspaceId), scenarioId, cancelled, { id, createdAt }, onProgress);
  }

  #end(place: RunPlace, state: RunEnd['state'], failure: RunFailure | null): Promise<OrderedRun | null> {
    return this.orders.end(place, { state, failure, at: this.clock.now() });
  }

  /** How far it is, and whether it is wanted still. A database that is away is no reason to stop. */
  async #report(place: RunPlace, share: number, unwanted: AbortController): Promise<void> {
    try {
      const wanted = await this.orders.report(place, Math.min(MOST_PERCENT, Math.floor(share * 100)));
      if (!wanted) unwanted.abort();
    } catch {
      // The next report says it.
    }
  }
}
