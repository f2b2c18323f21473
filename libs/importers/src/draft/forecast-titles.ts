import type { Titles } from './finish-draft.js';
import { assumed } from './topology-draft.js';

/** A forecast for sources that have no time of their own: the result must not depend on when it is made. */
export const FORECAST_TITLES: Omit<Titles, 'name'> = {
  // A Monday.
  start: '2026-01-05T00:00:00Z',
  stepSeconds: 3600,
  steps: 720,
  forecastOrigins: {
    start: assumed('the source does not say when it was made'),
    stepSeconds: assumed('steps of one hour'),
    steps: assumed('thirty days'),
  },
};
