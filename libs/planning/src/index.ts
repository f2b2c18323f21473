// Who asks, and what can go wrong.
export { requireRole, ROLES, SCOPES, SCOPES_OF_ROLE, type Caller, type Role, type Scope } from './caller.js';
export {
  isPlanningError,
  PlanningError,
  type Noun,
  type PlanningErrorCode,
  type PlanningErrorData,
} from './planning-error.js';

// Lists.
export {
  LARGEST_PAGE_SIZE,
  MOST_COUNTED,
  type Edge,
  type Keyset,
  type Page,
  type PageRequest,
  type Slice,
} from './lists/page.js';

export { readSort, SORT_FIELDS, valuesOf, type Sort, type SortedList, type SortKey } from './lists/sort.js';

// Plans that nobody keeps.
export { CalculatePlan, type PlanInput } from './plans/calculate-plan.js';

// Topologies out of what other programs know.
export { ImportTerraformPlan } from './imports/import-terraform-plan.js';
export { ReimportTopology, type Reimported, type ReimportInput } from './imports/reimport-topology.js';
export {
  CalibrateTopology,
  type CalibratedTopology,
  type CalibrationInput,
} from './calibrations/calibrate-topology.js';

// Topologies and forecasts, in immutable revisions.
export { documentValue } from './documents/read-document.js';
export { Topologies } from './documents/topologies.js';
export { Forecasts } from './documents/forecasts.js';
export type {
  DocumentFilter,
  DocumentHead,
  DocumentState,
  Revision,
  RevisionReference,
  StoredDocument,
  WrittenDocument,
} from './documents/stored-document.js';
export type { LegFilter, NodeFilter, StoredLeg, StoredNode } from './documents/topology-parts.js';

export { marked, NO_MARKINGS, type Markings, type MarkingsChange } from './documents/markings.js';

// Profiles of a workspace's own.
export { Profiles } from './profiles/profiles.js';
export type { StoredProfile } from './profiles/stored-profile.js';
export { TopologyReader } from './profiles/topology-reader.js';

// Scenarios and their runs.
export {
  CompareScenarios,
  type ComparedCase,
  type ComparedFigures,
  type ScenarioComparison,
} from './scenarios/compare-scenarios.js';
export { ScenarioMerges, type Reverted } from './scenarios/scenario-merges.js';
export { ScenarioVariants, type Rebased } from './scenarios/scenario-variants.js';
export { SweepScenario, type SweptCase, type SweptParameter } from './scenarios/sweep-scenario.js';
export { PinnedDocuments, type PinnedScenario } from './scenarios/pinned-documents.js';
export { withOverrides } from './scenarios/overrides.js';
export { Scenarios, type ScenarioInput } from './scenarios/scenarios.js';
export type { Scenario, ScenarioContent, ScenarioFilter, ScenarioPlace } from './scenarios/scenario.js';
export { OrderRun } from './runs/order-run.js';
export { WorkOffRun, type Explain } from './runs/work-off-run.js';
export { WatchRuns } from './runs/watch-runs.js';
export {
  isOver,
  RUN_STATES,
  type OrderedRun,
  type RunEnd,
  type RunFailure,
  type RunPlace,
  type RunState,
} from './runs/ordered-run.js';
export { RunScenario } from './runs/run-scenario.js';
export { RefreshRuns, type RefreshedRuns } from './runs/refresh-runs.js';
export { Runs } from './runs/runs.js';
export { STALE_REASONS, type StaleReason } from './runs/staleness.js';
export { WatchScenario, type WatchedScenario } from './series/watch-scenario.js';
export { natGatewaysOf, recommendationsOf, resourcesOf } from './runs/figures.js';
export type {
  CourseOfDemand,
  FigureFilter,
  NatGatewayFilter,
  RecommendationFilter,
  ResourceFilter,
  RowOfRun,
  Run,
  RunFilter,
  RunHead,
  RunNatGateway,
  RunRecommendation,
  RunResource,
} from './runs/run.js';

// Many changes at once.
export {
  BulkChanges,
  BulkError,
  MOST_ITEMS,
  type BulkItem,
  type BulkOutcome,
  type BulkTarget,
  type ChangedItem,
} from './bulk/bulk-changes.js';
export { documentTarget, scenarioTarget, type ScenarioChange } from './bulk/bulk-targets.js';
export type { DocumentChange } from './documents/revised-documents.js';

// Requests that are repeated.
export { OnceOnly, type FirstRequest } from './requests/once-only.js';

// Who changed what.
export { AuditLog } from './audit/audit-log.js';
export {
  ACTOR_KINDS,
  AUDIT_ACTIONS,
  AUDITED_NOUNS,
  type AuditAction,
  type AuditedNoun,
  type AuditEntry,
  type AuditFilter,
} from './audit/audit-entry.js';

// Access.
export { Authenticate } from './tokens/authenticate.js';
export { Identities, type IdentityRules } from './tokens/identities.js';
export { Tokens, type IssuedToken, type TokenInput } from './tokens/tokens.js';
export type { NewToken, Token } from './tokens/token.js';
export { Workspaces, type CreatedWorkspace } from './workspaces/workspaces.js';
export type { Workspace } from './workspaces/workspace.js';
export {
  CreateFirstWorkspace,
  type Example,
  type FirstWorkspace,
} from './workspaces/create-first-workspace.js';

// Ports: what this package needs of the world.
export {
  AnswerStore,
  type KeptAnswer,
  type Lease,
  type RequestKey,
  type Reservation,
} from './ports/answer-store.js';
export { Transactions, type Transaction } from './ports/transactions.js';
export { Clock, SystemClock } from './ports/clock.js';
export { IdSource, UuidV7Source } from './ports/id-source.js';
export { InProcessPlanner, Planner } from './ports/planner.js';
export {
  DocumentStore,
  type ChangedDocument,
  type NewDocument,
  type NewRevision,
} from './ports/document-store.js';
export { TopologyStore, type ImportBase } from './ports/topology-store.js';
export { ForecastStore } from './ports/forecast-store.js';
export { ProfileStore } from './ports/profile-store.js';
export { MergeStore, type ScenarioMerge } from './ports/merge-store.js';
export { ScenarioStore } from './ports/scenario-store.js';
export { RunStore } from './ports/run-store.js';
export { RunOrderStore } from './ports/run-order-store.js';
export { RunQueue, type RunQueueLoad, type RunWork } from './ports/run-queue.js';
export { IdentityProvider, type Identity } from './ports/identity-provider.js';
export { AuditStore } from './ports/audit-store.js';
export { TokenStore } from './ports/token-store.js';
export { WorkspaceStore } from './ports/workspace-store.js';
