// Defining the classes is what registers them. Only their types stand elsewhere, so this file must load them all.
import './interval.js';

export { Forecast } from './forecast.js';
export { Policy } from './policy.js';
export { Topology } from './topology.js';
