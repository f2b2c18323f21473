// Configuration from the environment, read once.
export { ConfigurationError, readConfiguration, type Configuration } from './configuration/configuration.js';
export { SETTINGS } from './configuration/settings.js';
export { identityOptionsOf } from './configuration/identity-options.js';

// Who gets in.
export { actingOf } from './access/acting.js';
export { admit, isOpen, requireSight } from './access/door.js';
export { callerOf, WhoAsks, type KnownRequest } from './access/caller.js';
export { WhenGone } from './access/when-gone.js';

// What is said when something goes wrong.
export { isProblemCode, PROBLEM_CATALOGUE, type ProblemCode } from './problems/problem-catalogue.js';
export {
  pointingIntoBody,
  problemOf,
  problemWith,
  RequestError,
  type FieldProblem,
  type ItemProblem,
  type ProblemDetails,
} from './problems/problem-details.js';
export { problemFor, ProblemFilter, sendProblem, type FailedRequest } from './problems/problem.filter.js';

// Use cases bound to their adapters.
export { PlanningModule, Storage, type IdentityOptions } from './wiring/planning.module.js';

// Planning off the thread that answers requests.
export { ThreadPlanner, type PlannerLimits, type PlannerLoad } from './plans/thread-planner.js';

// What operators see.
export { ServiceMetrics } from './metrics/service-metrics.js';
