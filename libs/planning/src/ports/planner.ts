import { plan, type Forecast, type PlanResult, type Policy, type Topology } from '@portplan/engine';

/** Where plans are calculated: in this thread, or in others. */
export abstract class Planner {
  /** @throws PlanError where the documents do not fit together */
  abstract plan(topology: Topology, forecast: Forecast, policy: Policy): Promise<PlanResult>;
}

/** In the thread that asks, which answers nobody else meanwhile. */
export class InProcessPlanner extends Planner {
  override plan(topology: Topology, forecast: Forecast, policy: Policy): Promise<PlanResult> {
    return new Promise((resolve) => {
      resolve(plan(topology, forecast, policy));
    });
  }
}
