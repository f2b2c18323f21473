import type {
  Forecast,
  OnProgress,
  PlanResult,
  Policy,
  PoolSeries,
  SeriesQuestion,
  Topology,
} from '@portplan/engine';
import { planFitted, seriesFitted } from '@portplan/history';
import { calibrate, type Calibration, type CalibrationQuestion } from '@portplan/importers';

/** Where plans are calculated: in this thread, or in others. */
export abstract class Planner {
  /**
   * @param cancelled gives the plan up when it aborts
   * @param onProgress is told how much is done
   * @throws PlanError where the documents do not fit together; PlanningError `busy`, `too-slow`, `cancelled`
   */
  abstract plan(
    topology: Topology,
    forecast: Forecast,
    policy: Policy,
    cancelled?: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<PlanResult>;

  /** Headroom over time. @throws as `plan`; DomainError where the question is out of range */
  abstract series(
    topology: Topology,
    forecast: Forecast,
    policy: Policy,
    question: SeriesQuestion,
    cancelled?: AbortSignal,
  ): Promise<readonly PoolSeries[]>;

  /** Values from measured series. @throws as `plan`; ImportError where the series do not tell of the pool */
  abstract calibrate(question: CalibrationQuestion, cancelled?: AbortSignal): Promise<Calibration>;
}

/** In the thread that asks, which answers nobody else meanwhile. */
export class InProcessPlanner extends Planner {
  override plan(
    topology: Topology,
    forecast: Forecast,
    policy: Policy,
    _cancelled?: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<PlanResult> {
    return new Promise((resolve) => {
      resolve(planFitted(topology, forecast, policy, onProgress && { onProgress }));
    });
  }

  override series(
    ...asked: [topology: Topology, forecast: Forecast, policy: Policy, question: SeriesQuestion]
  ): Promise<readonly PoolSeries[]> {
    return new Promise((resolve) => {
      resolve(seriesFitted(...asked));
    });
  }
  override calibrate(question: CalibrationQuestion): Promise<Calibration> {
    return new Promise((resolve) => {
      resolve(calibrate(question));
    });
  }
}
