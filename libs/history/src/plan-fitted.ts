import {
  headroomSeries,
  plan,
  type Forecast,
  type PlanOptions,
  type PlanResult,
  type Policy,
  type PoolSeries,
  type SeriesQuestion,
  type Topology,
} from '@portplan/engine';
import { fittedForecast, hasHistory } from './fitted-forecast.js';

/** `plan`, after recorded demand has been fitted; what is to be said of the fits is among the findings. @throws PlanError */
export function planFitted(
  topology: Topology,
  forecast: Forecast,
  policy: Policy,
  options: PlanOptions = {},
): PlanResult {
  if (!hasHistory(forecast)) return plan(topology, forecast, policy, options);
  const { forecast: fitted, findings } = fittedForecast(forecast);
  const result = plan(topology, fitted, policy, options);
  return { ...result, findings: [...result.findings, ...findings] };
}

/** `headroomSeries`, after recorded demand has been fitted. @throws PlanError, DomainError */
export function seriesFitted(
  topology: Topology,
  forecast: Forecast,
  policy: Policy,
  question: SeriesQuestion,
): readonly PoolSeries[] {
  const fitted = hasHistory(forecast) ? fittedForecast(forecast).forecast : forecast;
  return headroomSeries(topology, fitted, policy, question);
}
