import type { Assessment } from '../plan/assess.js';
import type { CompletePolicy } from '../plan/policy.js';
import type { Steps } from '../plan/progress.js';
import type { NatGatewayResult, Recommendation } from '../plan/result.js';
import type { AssessedPool } from '../remedies/remedy.js';
import type { Topology } from '../topology/topology.js';

/** What planning says of one sample. */
export interface SamplePlan {
  readonly assessments: readonly Assessment[];
  readonly natGateways: readonly NatGatewayResult[];
}

/** @param touched leaves out the pools that none of these nodes can change */
export type PlanSample = (topology: Topology, touched: ReadonlySet<string>) => SamplePlan;

/** A topology with its plan at the middle of every interval, and how to plan samples of it. */
export interface UncertainPlan {
  readonly topology: Topology;
  readonly policy: CompletePolicy;
  readonly pools: readonly AssessedPool[];
  readonly natGateways: readonly NatGatewayResult[];
  readonly recommendations: readonly Recommendation[];
  readonly planSample: PlanSample;
  /** Told of each sample that was planned. */
  readonly steps?: Steps;
}
