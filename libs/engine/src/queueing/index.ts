// Loss: a connection that finds no tuple is gone.
export { erlangB, erlangBLoadDerivative, logErlangB } from './erlang-b.js';
export { admissibleLoad } from './admissible-load.js';
export { requiredServers } from './required-servers.js';
export { engsetBlocking, engsetBlockingOfOfferedLoad } from './engset.js';
export {
  kaufmanRobertsBlocking,
  kaufmanRobertsDistribution,
  kaufmanRobertsMeanInUse,
  type TrafficClass,
} from './kaufman-roberts.js';

// Loss where arrivals come in bursts.
export { haywardAdmissibleLoad, haywardBlocking, haywardRequiredServers } from './hayward.js';
export {
  equivalentGroup,
  equivalentRandomBlocking,
  overflowMoments,
  type EquivalentGroup,
  type LoadMoments,
} from './overflow.js';
export { batchPeakedness, type BatchHold, type BatchSize } from './batch-peakedness.js';
export { splitPeakedness } from './split-peakedness.js';
export { lossOfMixedLoad } from './poisson-mixture.js';

// Waiting: a request that finds no connection queues.
export {
  approximateMeanWaitSeconds,
  meanWaitSeconds,
  poolSizeForWait,
  serviceLevel,
  waitingProbability,
} from './erlang-c.js';
export {
  halfinWhittWaitingProbability,
  qualityForWaiting,
  squareRootStaffing,
} from './square-root-staffing.js';

// How many at once.
export { binomialCumulative, binomialQuantile, binomialTail } from './binomial-tail.js';
export { poissonQuantile } from './poisson-quantile.js';
export { poissonCumulative, poissonTail } from './poisson-tail.js';

// How many while the rate changes.
export { risingAdmissibleLoad, risingBlocking, risingRequiredServers } from './rising-load.js';
export { infiniteServerLoad, modifiedOfferedLoadBlocking, type TransientHold } from './infinite-server.js';

// How unevenly traffic falls.
export { hottestShareOfHash } from './imbalance.js';
export { hottestShareOfSticky, hottestShareOfWeighted } from './hottest-bin.js';
export { zipfShares, zipfTotal } from './zipf.js';
