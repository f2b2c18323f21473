// From requests to connections, per process.
export { keepAlivePool, type PoolBehaviour } from './keep-alive-pool.js';
export { partOfSharedIdle, type PoolRates } from './part-of-idle.js';
export type { PoolDemand, PoolSettings } from './pool-limits.js';
export { keepAliveMeasured, type MeasuredReuse } from './keep-alive-measured.js';
export { multiplex, type MultiplexSettings } from './multiplex.js';
export { persistentSessions } from './persistent-sessions.js';
export { reuseNone } from './reuse-none.js';
export type { Reuse } from './reuse.js';

// Which requests are sent at all.
export {
  retriedDemand,
  retryEquilibria,
  type RetriedDemand,
  type RetryEquilibria,
  type RetryPolicy,
} from './retries.js';

// How long a tuple stays taken.
export { abandonedHoldSeconds, type Hold } from './abandoned.js';
export { hostQuarantineSeconds, translatorQuarantineSeconds, type Close } from './time-wait.js';

// What a pool should be.
export { smallestMaxIdle, smallestPool, waitingProbability, type WaitingTarget } from './pool-size.js';
export { idleTimeoutOrder, type IdleHolder, type IdleTimeoutFinding } from './idle-timeout-order.js';
