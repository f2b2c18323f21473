import { isPlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { RunOrderStore } from '../ports/run-order-store.js';
import type { RunWork } from '../ports/run-queue.js';
import type { RunStore } from '../ports/run-store.js';
import type { OrderedRun, RunEnd, RunFailure, RunPlace } from './ordered-run.js';
import { workerOf } from './refresh-runs.js';
import type { RunScenario } from './run-scenario.js';

const REPORT_MILLISECONDS = 1000;
/** What a run is taken to last where the scenario was never run before. */
const FIRST_RUN_SECONDS = 10;

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
    const reporting = setInterval(() => {
      void this.#report(place, order, unwanted);
    }, REPORT_MILLISECONDS);
    try {
      await this.#run(place, order, AbortSignal.any([stopping, unwanted.signal]));
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

  async #run({ workspaceId }: RunPlace, order: OrderedRun, cancelled: AbortSignal): Promise<void> {
    const { id, scenarioId, createdAt } = order;
    // An earlier attempt may have come as far as to store it.
    if ((await this.runs.find(workspaceId, id)) !== null) return;
    await this.runScenario.run(workerOf(workspaceId), scenarioId, cancelled, { id, createdAt });
  }

  #end(place: RunPlace, state: RunEnd['state'], failure: RunFailure | null): Promise<OrderedRun | null> {
    return this.orders.end(place, { state, failure, at: this.clock.now() });
  }

  /** How far it is, and whether it is wanted still. A database that is away is no reason to stop. */
  async #report(place: RunPlace, order: OrderedRun, unwanted: AbortController): Promise<void> {
    try {
      const wanted = await this.orders.report(place, await this.#progress(place, order));
      if (!wanted) unwanted.abort();
    } catch {
      // The next report says it.
    }
  }

  /** Percent, by how long the scenario's last run took: ever closer to the end, which only the end reaches. */
  async #progress({ workspaceId }: RunPlace, { scenarioId, startedAt }: OrderedRun): Promise<number> {
    const keyset = { after: null, limit: 1, counted: false };
    const { items } = await this.runs.list(workspaceId, { scenarioId }, keyset);
    const [last] = items;
    const usual = last === undefined ? FIRST_RUN_SECONDS * 1000 : durationOf(last.createdAt, last.finishedAt);
    const elapsed = durationOf(startedAt ?? this.clock.now(), this.clock.now());
    return Math.min(99, Math.round(100 * (1 - Math.exp(-elapsed / Math.max(1, usual)))));
  }
}

function durationOf(from: Date, to: Date): number {
  return to.getTime() - from.getTime();
}
