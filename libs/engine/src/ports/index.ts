// How many ports there are.
export { portCount } from './port-range.js';

// What a rate and a hold make of them.
export {
  meanTimeToExhaustionSeconds,
  portsHeld,
  sustainableConnectionRate,
  timeToExhaustionSeconds,
  type VaryingHold,
} from './rate-ceiling.js';

// How long a peer that never answers holds one.
export { giveUpSeconds } from './retransmission.js';

// How they are looked for.
export { offeredLossProbability, probeLossProbability, usableShare, type Turnover } from './port-search.js';
export { randomProbeLoss, randomProbes, sequentialProbes } from './sequential-search.js';
