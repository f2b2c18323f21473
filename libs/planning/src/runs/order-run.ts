import { requireRole, type Caller } from '../caller.js';
import { identifierOf } from '../lists/identifier.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { RunOrderStore } from '../ports/run-order-store.js';
import type { OrderedRun } from './ordered-run.js';

/** Runs that nobody waits for: ordered now, calculated by a worker when it is their turn. */
export class OrderRun {
  constructor(
    private readonly orders: RunOrderStore,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** Queues a run of the scenario, as it is when the run begins. Planner. @throws PlanningError `not-found` */
  async order(caller: Caller, scenarioId: string): Promise<OrderedRun> {
    requireRole(caller, 'planner');
    const scenario = identifierOf('scenario', scenarioId);
    return this.orders.insert(caller.workspaceId, this.ids.next(), scenario, this.clock.now());
  }

  /** @throws PlanningError `not-found`, also for runs that were not ordered but waited for */
  async get(caller: Caller, id: string): Promise<OrderedRun> {
    const found = await this.orders.find(caller.workspaceId, identifierOf('run', id));
    if (found === null) throw new PlanningError('not-found', { noun: 'run', id });
    return found;
  }

  /** Ends it before it is done. Planner. @throws PlanningError `not-found`, `already-over` */
  async cancel(caller: Caller, id: string): Promise<OrderedRun> {
    requireRole(caller, 'planner');
    const { workspaceId } = caller;
    const end = { state: 'cancelled', failure: null, at: this.clock.now() } as const;
    const cancelled = await this.orders.end({ workspaceId, id: identifierOf('run', id) }, end);
    if (cancelled !== null) return cancelled;
    const { state } = await this.get(caller, id);
    throw new PlanningError('already-over', { noun: 'run', id, state });
  }
}
