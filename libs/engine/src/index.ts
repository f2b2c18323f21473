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
export type {
  ProfileDefinition,
  ProfileFirewall,
  ProfileHost,
  ProfileListener,
  ProfilePool,
  ProfilePrices,
  ProfileTranslator,
} from './topology/profile-definition.js';
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
export {
  midOf,
  type Interval,
  type Provenance,
  type ProvenanceKind,
  type Quantity,
} from './topology/quantity.js';
export type { Demand, DemandHistory, DemandQuantiles, Forecast, ForecastEvent } from './forecast/forecast.js';
export {
  completePolicy,
  DEFAULT_POLICY,
  type CompletePolicy,
  type Policy,
  type Quotas,
  type Survive,
} from './plan/policy.js';

// What is wrong with documents whose fields are all of the right type.
export type { Problem } from './topology/problem.js';
export { topologyProblems } from './topology/topology-problems.js';
export { definitionProblems } from './topology/profile-problems.js';
export { forecastProblems } from './forecast/forecast-problems.js';

// The catalogue: what providers, kernels and programs do where a document does not say.
export { allProfiles, findProfile, nearestProfileId } from './catalog/catalog.js';
export { profilesOf, type FindProfile } from './topology/profiles-of.js';
export { nearestName } from './catalog/nearest-name.js';
export { boundsInWords, type Bounds } from './catalog/bounds.js';
export type {
  Confidence,
  Disagreement,
  FieldLimits,
  Profile,
  ProfileFamily,
  Sourced,
  PoolScope,
} from './catalog/profile.js';

// How providers divide the ports of a translator among the machines behind it.
export { ALLOCATION_RULES } from './nat/index.js';

// The laws that plans are made of, for whoever wants to look at one alone.
export {
  admissibleLoad,
  erlangB,
  erlangBLoadDerivative,
  haywardAdmissibleLoad,
  haywardBlocking,
  haywardRequiredServers,
  logErlangB,
  poissonQuantile,
  requiredServers,
} from './queueing/index.js';
export {
  portCount,
  portsHeld,
  sequentialProbes,
  sustainableConnectionRate,
  timeToExhaustionSeconds,
} from './ports/index.js';
export { DomainError } from './errors.js';

// The plan.
export { plan, type PlanOptions } from './plan/plan.js';
export type { OnProgress } from './plan/progress.js';
export {
  headroomSeries,
  type HeadroomPoint,
  type PoolSeries,
  type SeriesQuestion,
} from './plan/headroom-series.js';
export type { Alert } from './alerts/alert.js';
export { PlanError } from './plan/plan-error.js';
export { ENGINE_VERSION } from './plan/engine-version.js';
export {
  RESOURCE_KINDS,
  STATUSES,
  type Effect,
  type EffectFigures,
  type Effort,
  type Explanation,
  type Finding,
  type FirewallRuleAdvice,
  type GatewayAddresses,
  type GatewayEffect,
  type Headroom,
  type InstantByQuantile,
  type LeastRegret,
  type MonthlyCost,
  type NatGatewayResult,
  type PatchOperation,
  type Peak,
  type Percentiles,
  type PlanResult,
  type PoolingAdvice,
  type Recommendation,
  type RegretOption,
  type Rejection,
  type Resource,
  type ResourceKind,
  type Scope,
  type Status,
  type Summary,
  type UncertainGateway,
  type UncertainResource,
  type Uncertainty,
} from './plan/result.js';
