// From requests to connections, per process.
export { keepAlivePool, type PoolBehaviour, type PoolDemand, type PoolSettings } from './keep-alive-pool.js';
export { keepAliveMeasured, multiplex, persistentSessions, reuseNone, type Reuse } from './reuse.js';

// How long a tuple stays taken.
export { abandonedHoldSeconds, hostQuarantineSeconds, translatorQuarantineSeconds } from './quarantine.js';
