// How many ports there are.
export { portCount } from './port-range.js';

// What a rate and a hold make of them.
export { portsHeld, sustainableConnectionRate, timeToExhaustionSeconds } from './rate-ceiling.js';

// How they are looked for.
export { probeLossProbability, usableShare } from './port-search.js';
