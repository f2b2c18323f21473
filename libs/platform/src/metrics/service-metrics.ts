import type { RunQueue } from '@portplan/planning';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PlannerLoad } from '../plans/thread-planner.js';

/** Seconds, from a read of the database to a plan that nearly ran out of time. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const PLAN_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** What the service says of itself to Prometheus. */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'portplan_http_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_BUCKETS,
    registers: [this.#registry],
  });
  readonly #plans = new Histogram({
    name: 'portplan_plan_duration_seconds',
    help: 'From the question to the plan, the wait for a thread included.',
    labelNames: ['outcome'] as const,
    buckets: PLAN_BUCKETS,
    registers: [this.#registry],
  });

  constructor(queue: RunQueue) {
    collectDefaultMetrics({ register: this.#registry });
    this.#watchQueue(queue);
  }

  /** @param route as it is declared, never as it was asked for: there are only so many */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  planned(seconds: number, outcome: 'done' | 'failed'): void {
    this.#plans.observe({ outcome }, seconds);
  }

  watchThreads(load: () => PlannerLoad): void {
    const gauge = new Gauge({
      name: 'portplan_planner_plans',
      help: 'Plans being calculated, plans waiting for a thread, and how many can be calculated at once.',
      labelNames: ['state'] as const,
      registers: [this.#registry],
      collect: () => {
        const { threads, planning, waiting } = load();
        gauge.set({ state: 'planning' }, planning);
        gauge.set({ state: 'waiting' }, waiting);
        gauge.set({ state: 'most' }, threads);
      },
    });
  }

  /** In the text format of Prometheus. */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #watchQueue(queue: RunQueue): void {
    const gauge = new Gauge({
      name: 'portplan_run_orders',
      help: 'Runs on order, of all workspaces; absent while the database does not answer.',
      labelNames: ['state'] as const,
      registers: [this.#registry],
      collect: async () => {
        gauge.reset();
        const load = await queue.load().catch(() => null);
        if (load === null) return;
        gauge.set({ state: 'queued' }, load.queued);
        gauge.set({ state: 'running' }, load.running);
      },
    });
  }
}
