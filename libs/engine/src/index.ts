// The documents: what stands where, what is expected, what it is held to.
export { API_VERSION, type Topology } from './topology/topology.js';
export type {
  AutoScaling,
  BackendNode,
  ClientsNode,
  ClusterNode,
  ExternalNode,
  FirewallNode,
  FirewallRule,
  Instances,
  LoadBalancerNode,
  NatGatewayNode,
  NodeKind,
  ProxyNode,
  TopologyNode,
} from './topology/node.js';
export type { Bind, Host, HostTupleScope, PortOrRange } from './topology/host.js';
export type {
  Allocation,
  AllocationKind,
  IpSelection,
  PortSearch,
  Translator,
  TranslatorTupleScope,
} from './topology/translator.js';
export type {
  Connections,
  Distribution,
  KeepAlive,
  Leg,
  Multiplex,
  NoReuse,
  Persistent,
  Protocol,
} from './topology/leg.js';
export { midOf, type Interval, type Provenance, type ProvenanceKind, type Quantity } from './topology/quantity.js';
export type { Demand, DemandHistory, DemandQuantiles, Forecast, ForecastEvent } from './forecast/forecast.js';
export {
  completePolicy,
  DEFAULT_POLICY,
  type CompletePolicy,
  type Policy,
  type Quotas,
  type Survive,
} from './plan/policy.js';

export type { Problem } from './topology/problem.js';

// The catalogue: what providers, kernels and programs do where a document does not say.
export type { Confidence, Disagreement, Profile, ProfileFamily, Sourced } from './catalog/profile.js';

// The plan.
export { ENGINE_VERSION } from './plan/engine-version.js';
export {
  RESOURCE_KINDS,
  STATUSES,
  type Alert,
  type Effect,
  type Effort,
  type Explanation,
  type Finding,
  type FirewallRuleAdvice,
  type Headroom,
  type InstantByQuantile,
  type MonthlyCost,
  type NatGatewayResult,
  type PatchOperation,
  type Peak,
  type PlanResult,
  type PoolingAdvice,
  type Recommendation,
  type Rejection,
  type Resource,
  type ResourceKind,
  type Scope,
  type Status,
  type Summary,
} from './plan/result.js';
