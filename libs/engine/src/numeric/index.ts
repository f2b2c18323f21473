// Searching along a monotone function.
export { largestAdmissible, smallestInteger } from './monotone-search.js';
export { risingCrossing, risingCrossingBelow, risingCrossingFrom } from './rising-crossing.js';

// Reading between the rows of a table.
export { interpolateCubic, type Interpolated } from './cubic-interpolation.js';

// Special functions.
export { erfc, scaledErfc } from './error-function.js';
export { logGamma } from './log-gamma.js';

// Distributions that the laws are built on.
export { normalCumulative, normalCumulativeOverDensity, normalQuantile } from './normal.js';
export { binomialHeadOverMass, binomialTailOverMass } from './binomial-sums.js';
export { logBinomialProbability } from './log-binomial.js';
export { logPoissonProbability } from './log-poisson.js';
export { poissonHeadOverMass, poissonTailOverMass } from './poisson-sums.js';
