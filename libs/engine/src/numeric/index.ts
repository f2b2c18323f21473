// Searching along a monotone function.
export { largestAdmissible, risingCrossing, smallestInteger } from './monotone-search.js';

// Distributions that the laws are built on.
export { normalQuantile } from './normal.js';
export { logPoissonProbability } from './log-poisson.js';
