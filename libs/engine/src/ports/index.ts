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

// How they are looked for.
export { probeLossProbability, usableShare } from './port-search.js';
