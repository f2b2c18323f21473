import type { Forecast, PlanResult, Policy, Topology } from '@portplan/engine';

/** Where plans are calculated: in this thread, or in others. */
export abstract class Planner {
  abstract plan(topology: Topology, forecast: Forecast, policy: Policy): Promise<PlanResult>;
}
