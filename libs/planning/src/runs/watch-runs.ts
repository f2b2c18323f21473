import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '../caller.js';
import type { RunOrderStore } from '../ports/run-order-store.js';
import { isOver, type OrderedRun } from './ordered-run.js';
import type { OrderRun } from './order-run.js';

const LOOK_MILLISECONDS = 1000;

interface Watcher {
  readonly workspaceId: string;
  readonly id: string;
  readonly tell: (run: OrderedRun | null) => void;
}

/** Tells how ordered runs get on. One look a second for all that are watched, however many watch. */
export class WatchRuns {
  readonly #watchers = new Set<Watcher>();
  /** The look is for all who watch, not for the one whose request set it off. */
  readonly #asNobody = AsyncLocalStorage.snapshot();
  #looking = false;
  #stopped = false;

  constructor(
    private readonly orders: RunOrderStore,
    private readonly ordered: Pick<OrderRun, 'get'>,
  ) {}

  /**
   * The run as it is, and again after each change, until it is over.
   *
   * @param gone ends it when it aborts. @throws PlanningError `not-found`, before the first is given
   */
  async watch(caller: Caller, id: string, gone: AbortSignal): Promise<AsyncIterable<OrderedRun>> {
    const first = await this.ordered.get(caller, id);
    return this.#changes(caller.workspaceId, first, gone);
  }

  /** Ends all watching: who is still interested comes back, to another process. */
  stop(): void {
    this.#stopped = true;
    for (const { tell } of this.#watchers) tell(null);
    this.#watchers.clear();
  }

  async *#changes(workspaceId: string, first: OrderedRun, gone: AbortSignal): AsyncGenerator<OrderedRun> {
    let last: OrderedRun | null = first;
    yield first;
    while (last !== null && !isOver(last) && !gone.aborted && !this.#stopped) {
      const next: OrderedRun | null = await this.#next(workspaceId, first.id, gone);
      if (next !== null && differs(next, last)) yield next;
      last = next;
    }
  }

  /** What the next look shows; null where it is gone, or who watched. */
  #next(workspaceId: string, id: string, gone: AbortSignal): Promise<OrderedRun | null> {
    return new Promise((resolve) => {
      const watcher: Watcher = { workspaceId, id, tell: resolve };
      this.#watchers.add(watcher);
      gone.addEventListener(
        'abort',
        () => {
          this.#watchers.delete(watcher);
          resolve(null);
        },
        { once: true },
      );
      if (this.#looking) return;
      this.#looking = true;
      setTimeout(() => void this.#asNobody(() => this.#look()), LOOK_MILLISECONDS);
    });
  }

  async #look(): Promise<void> {
    this.#looking = false;
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    const workspaces = new Set(watchers.map(({ workspaceId }) => workspaceId));
    await Promise.all(
      [...workspaces].map((workspaceId) =>
        this.#lookInto(
          workspaceId,
          watchers.filter((watcher) => watcher.workspaceId === workspaceId),
        ),
      ),
    );
  }

  async #lookInto(workspaceId: string, watchers: readonly Watcher[]): Promise<void> {
    const ids = [...new Set(watchers.map(({ id }) => id))];
    // Where the database is away, everybody is sent away; who is still interested comes back.
    const found = await this.orders.findMany(workspaceId, ids).catch(() => []);
    const byId = new Map(found.map((run) => [run.id, run]));
    for (const { id, tell } of watchers) tell(byId.get(id) ?? null);
  }
}

function differs(next: OrderedRun, last: OrderedRun): boolean {
  return next.state !== last.state || next.progress !== last.progress;
}
