import type { Alert } from '../alerts/alert.js';
import type { ResourceKind } from './resource-kind.js';

/** Worst last. */
export const STATUSES = ['ok', 'warning', 'over', 'exhausted'] as const;
export type Status = (typeof STATUSES)[number];

export { RESOURCE_KINDS, type ResourceKind } from './resource-kind.js';

/** What one pool belongs to: the hottest instance, one gateway, or one VM behind a translator. */
export type Scope = 'instance' | 'gateway' | 'vm' | 'node';

/** The worst instant of the forecast at the planning quantile. */
export interface Peak {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly connectionsPerSecond: number;
  /** Erlangs. */
  readonly offeredLoad: number;
  /** The smallest number of tuples that meets the policy. */
  readonly required: number;
  readonly utilization: number;
  /** The most that is lost at any instant: at this one, or on a steep rise before it. */
  readonly blockingProbability: number;
}

export interface Headroom {
  readonly ports: number;
  readonly share: number;
  /** The largest k such that traffic × k meets the policy; null where no traffic reaches the pool. */
  readonly factor: number | null;
}

/** First instants of a state, ISO 8601; null when never within the forecast. */
export interface InstantByQuantile {
  readonly p50: string | null;
  readonly planning: string | null;
  readonly p99: string | null;
}

/** How a resource's figures came about, so that they can be followed by hand. */
export interface Explanation {
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number | string | boolean | null>>;
  readonly steps: readonly string[];
  readonly sources: readonly string[];
}

export interface Resource {
  /** `node:kind:destination`; `*` where all destinations share the pool. */
  readonly id: string;
  readonly node: string;
  readonly kind: ResourceKind;
  readonly destination: string | null;
  readonly legs: readonly string[];
  readonly scope: Scope;
  readonly protocol: 'tcp' | 'udp';
  readonly capacity: number;
  readonly peak: Peak;
  readonly headroom: Headroom;
  readonly status: Status;
  readonly overTargetAt: InstantByQuantile;
  readonly exhaustionAt: InstantByQuantile;
  readonly explanation: Explanation;
}

export interface MonthlyCost {
  readonly amount: number;
  readonly currency: string;
  readonly assumes: string;
}

export interface NatGatewayResult {
  readonly node: string;
  readonly currentIps: number;
  /** Per gateway, at the planning quantile; null where no number of addresses meets the policy. */
  readonly requiredIps: number | null;
  readonly requiredIpsTotal: number | null;
  readonly requiredIpsByQuantile: {
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
  };
  readonly ipsPerGatewayLimit: number | null;
  readonly gatewaysRequired: number | null;
  readonly bindingDestination: string | null;
  /** Ports that one VM needs, where the translator hands out ports per VM. */
  readonly portsPerVm: number | null;
  readonly monthlyCost: MonthlyCost | null;
}

export interface Finding {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly node?: string;
  readonly leg?: string;
  readonly message: string;
  /** What is broken, where it can be measured: `idle-timeout`, `ip-selection`, `provider-limit:portsPerVm`. */
  readonly constraint?: string;
  /** What was found, and the bound that it is beyond, in `unit`; left out where it is without end. */
  readonly observed?: number;
  readonly limit?: number;
  readonly unit?: string;
  /** What would mend it, to be read behind the message. */
  readonly remedy?: string;
}

/** One operation of RFC 6902 on the topology. */
export interface PatchOperation {
  /** `test` holds the others back where the document is no longer the one that was planned. */
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

export interface PoolingAdvice {
  readonly leg: string;
  /** Settings of the pools of one process, as its product counts them: for each endpoint, or for all. */
  readonly perProcess: {
    readonly maxIdle: number;
    readonly maxConnections: number;
    readonly idleTimeoutSeconds: number;
    readonly maxAgeSeconds: number | null;
  };
  /** One, or one for each endpoint of the destination where the initiator's product keeps connections for endpoints. */
  readonly poolsPerProcess: number;
  readonly connectionsTotal: number;
  readonly requestsPerConnection: number;
  readonly before: { readonly connectionsPerSecond: number; readonly ports: number };
  readonly after: { readonly connectionsPerSecond: number; readonly ports: number };
  /** Lines for the proxy or client library in the leg, by product. */
  readonly config: Readonly<Record<string, string>>;
}

export type Effort = 'setting' | 'redeploy' | 'redesign';

/** What matters of a resource when two plans are compared. */
export interface EffectFigures {
  readonly status: Status;
  readonly utilization: number;
  readonly factor: number | null;
  /** The smallest number of tuples that meets the policy. */
  readonly required: number;
}

/** One resource's figures before and after a remedy; null where there is no such resource. */
export interface Effect {
  readonly resource: string;
  readonly before: EffectFigures | null;
  readonly after: EffectFigures | null;
}

/** Public addresses of one gateway, as the topology gives them and as its traffic needs them. */
export interface GatewayAddresses {
  readonly publicIps: number;
  /** Null where no number of addresses meets the policy. */
  readonly requiredIps: number | null;
}

export interface GatewayEffect {
  readonly node: string;
  readonly before: GatewayAddresses;
  readonly after: GatewayAddresses;
}

/** A change that helps, with what planning the patched topology says of it. The best comes first. */
export interface Recommendation {
  /** `remedy:place`; the same change to the same place has the same id in every plan. */
  readonly id: string;
  readonly remedy: string;
  readonly title: string;
  readonly why: string;
  /** RFC 6902, on the topology as it was given. */
  readonly patch: readonly PatchOperation[];
  /** Every resource that it changes, worst first. */
  readonly effect: readonly Effect[];
  /** Every gateway whose addresses it changes, or the number it needs. */
  readonly gateways: readonly GatewayEffect[];
  readonly effort: Effort;
  readonly leadTimeDays: number;
  /** What it adds to a month's bill, negative where it saves; null where it changes no price that is known. */
  readonly monthlyCost: MonthlyCost | null;
  readonly sources: readonly string[];
}

/** A remedy that was tried and does not help, or must not be used, and why. */
export interface Rejection {
  readonly remedy: string;
  readonly node: string | null;
  readonly constraint: string;
  readonly reason: string;
  readonly observed: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly sources: readonly string[];
}

export interface FirewallRuleAdvice {
  readonly firewall: string;
  readonly direction: 'inbound' | 'outbound';
  readonly protocol: 'tcp' | 'udp';
  readonly from: string;
  readonly to: string;
  readonly ports: readonly [number, number];
  readonly because: string;
}

/** A figure over samples of what is not known: one in twenty is below p5, one in twenty above p95. */
export interface Percentiles<Value> {
  readonly p5: Value;
  readonly p50: Value;
  readonly p95: Value;
}

/** A resource at the planning quantile of demand, over samples of the topology's intervals. */
export interface UncertainResource {
  readonly resource: string;
  readonly utilization: Percentiles<number>;
  readonly required: Percentiles<number>;
  /** Null: any traffic fits. */
  readonly headroomFactor: Percentiles<number | null>;
  /** ISO 8601, the earliest first; null: never within the forecast. */
  readonly exhaustionAt: Percentiles<string | null>;
  /** Share of samples in which it is exhausted, 0 to 1. */
  readonly exhaustedShare: number;
}

export interface UncertainGateway {
  readonly node: string;
  /** Null: no number of addresses would do. */
  readonly requiredIps: Percentiles<number | null>;
}

/** What could be done, and how it would be regretted. */
export interface RegretOption {
  /** Id of the recommendation; null where nothing is done. */
  readonly recommendation: string | null;
  readonly title: string;
  readonly patch: readonly PatchOperation[];
  /** Under-provision: share of samples in which something runs out all the same. */
  readonly outageShare: number;
  /** Over-provision: mean of what it costs beyond the cheapest option that would have done. */
  readonly overspendPerMonth: number;
  readonly monthlyCost: number;
}

export interface LeastRegret {
  /** Id of the recommendation; null where it is best to leave things as they are. */
  readonly recommendation: string | null;
  readonly title: string;
  readonly because: string;
  readonly samples: number;
  readonly currency: string;
  readonly options: readonly RegretOption[];
}

/** What intervals in the topology leave open. */
export interface Uncertainty {
  readonly samples: number;
  readonly seed: number;
  /** RFC 6901 pointers to the intervals that were drawn from. */
  readonly quantities: readonly string[];
  readonly resources: readonly UncertainResource[];
  readonly natGateways: readonly UncertainGateway[];
  /** Null where nothing is recommended, or the topology is too large to weigh remedies over samples. */
  readonly leastRegret: LeastRegret | null;
}

export interface Summary {
  readonly status: Status;
  /** Id of the resource that binds; null where there is none. */
  readonly binding: string | null;
  readonly exhaustionAt: string | null;
}

export interface PlanResult {
  readonly engineVersion: string;
  readonly summary: Summary;
  readonly resources: readonly Resource[];
  readonly natGateways: readonly NatGatewayResult[];
  readonly pooling: readonly PoolingAdvice[];
  readonly recommendations: readonly Recommendation[];
  readonly rejected: readonly Rejection[];
  readonly firewallRules: readonly FirewallRuleAdvice[];
  readonly alerts: readonly Alert[];
  readonly findings: readonly Finding[];
  /** Null where everything in the topology is a plain number. */
  readonly uncertainty: Uncertainty | null;
}
