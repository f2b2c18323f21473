// Recorded demand becomes a series with its uncertainty, before a plan is made.
export { fittedForecast, hasHistory, type FittedForecast } from './fitted-forecast.js';
export { planFitted, seriesFitted } from './plan-fitted.js';
