// Loss: a connection that finds no tuple is gone.
export { erlangB, erlangBLoadDerivative, logErlangB } from './erlang-b.js';
export { admissibleLoad } from './admissible-load.js';
export { requiredServers } from './required-servers.js';
export { haywardAdmissibleLoad, haywardBlocking, haywardRequiredServers } from './hayward.js';

// How many at once.
export { poissonQuantile } from './poisson-quantile.js';

// How unevenly traffic falls.
export { hottestShareOfHash, hottestShareOfSticky } from './imbalance.js';
