import type {
  Effort,
  InstantByQuantile,
  NatGatewayResult,
  PatchOperation,
  PlanResult,
  Policy,
  Recommendation,
  Resource,
  ResourceKind,
  Status,
} from '@portplan/engine';

/** A run's place in a list: everything but the result. */
export interface RunHead {
  readonly id: string;
  readonly scenarioId: string;
  readonly topologyId: string;
  readonly topologyRevision: number;
  readonly forecastId: string;
  readonly forecastRevision: number;
  readonly policy: Policy;
  /** What the scenario changed in the pinned topology. */
  readonly overrides: readonly PatchOperation[];
  readonly engineVersion: string;
  /** The worst of the result's resources. */
  readonly status: Status;
  /** Id of the resource that binds; null where there is none. */
  readonly binding: string | null;
  /** ISO 8601, at the planning quantile; null when never within the forecast. */
  readonly exhaustionAt: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date;
}

/** A scenario, calculated once. Never changes. */
export interface Run extends RunHead {
  readonly result: PlanResult;
}

export interface RunFilter {
  readonly scenarioId?: string | undefined;
  readonly topologyId?: string | undefined;
  readonly statuses?: readonly Status[] | undefined;
  /** Only the newest run of each scenario. */
  readonly latestOnly?: boolean | undefined;
  /** Only those that are stale, or only those that are not. */
  readonly stale?: boolean | undefined;
}

/** Which run a row belongs to. */
export interface RowOfRun {
  readonly runId: string;
  readonly scenarioId: string;
  readonly topologyId: string;
  readonly topologyRevision: number;
  /** Place in the result, from 0. */
  readonly position: number;
}

/** One resource of one run, with its figures. The explanation is in the run's result. */
export interface RunResource extends RowOfRun {
  readonly resource: Omit<Resource, 'explanation'>;
}

/** One NAT gateway of one run. */
export interface RunNatGateway extends RowOfRun {
  readonly natGateway: NatGatewayResult;
  /** The worst of the gateway's own resources; null where the plan has none for it. */
  readonly status: Status | null;
  /** Of the fullest of the gateway's own resources; null where the plan has none for it. */
  readonly peakUtilization: number | null;
  /** The first of the gateway's own resources. */
  readonly overTargetAt: InstantByQuantile;
  readonly exhaustionAt: InstantByQuantile;
}

/** One recommendation of one run. */
export interface RunRecommendation extends RowOfRun {
  readonly recommendation: Recommendation;
}

export interface RecommendationFilter extends Omit<RunFilter, 'statuses'> {
  readonly runId?: string | undefined;
  /** Changes figures of this node. */
  readonly node?: string | undefined;
  readonly remedy?: string | undefined;
  readonly efforts?: readonly Effort[] | undefined;
}

/** Which of a result's three courses of demand is looked at. */
export type CourseOfDemand = keyof InstantByQuantile;

/** All given conditions hold. */
export interface FigureFilter extends RunFilter {
  readonly runId?: string | undefined;
  readonly node?: string | undefined;
  /** Fuller than this at the peak, 1 for all of it. */
  readonly utilizationAbove?: number | undefined;
  /** Reaches the state before this instant, in this course of demand. */
  readonly exhaustedBefore?: { readonly at: Date; readonly course: CourseOfDemand } | undefined;
  readonly overTargetBefore?: { readonly at: Date; readonly course: CourseOfDemand } | undefined;
}

/** `statuses` are here those of the resource, not of the run. */
export interface ResourceFilter extends FigureFilter {
  readonly kind?: ResourceKind | undefined;
  readonly destination?: string | undefined;
}

/** `statuses` are here those of the gateway, not of the run. */
export interface NatGatewayFilter extends FigureFilter {
  /** True: those that need more addresses than they have, or that no number of addresses helps. */
  readonly needsMoreIps?: boolean | undefined;
}
