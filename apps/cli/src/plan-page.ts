import { completePolicy, STATUSES, type Forecast, type PoolSeries, type Resource } from '@portplan/engine';
import { seriesFitted } from '@portplan/history';
import { planHtml } from '@portplan/exporters';
import type { PlannedDocuments } from './documents.js';

/** Pools that are drawn: more is read by nobody. */
const MOST_CURVES = 12;

/** A plan as a page, with the curves of the pools that are worst off. */
export function planPage({ topology, forecast, policy, result }: PlannedDocuments): string {
  const worst = [...result.resources].sort(worstFirst).slice(0, MOST_CURVES);
  const { planningQuantile, targetUtilization } = completePolicy(policy);
  return planHtml({
    topology: topology.name,
    forecast: forecast.name,
    start: forecast.start,
    planningQuantile,
    targetUtilization,
    result,
    series: inOrder(worst, seriesFitted(topology, forecast, policy, { resources: idsOf(worst) })),
    closeUps: surgesAround(worst, forecast).flatMap(({ resources, from, to }) =>
      seriesFitted(topology, forecast, policy, { resources: idsOf(resources), from, to }),
    ),
  });
}

function worstFirst(one: Resource, other: Resource): number {
  const severity = ({ status }: Resource): number => STATUSES.indexOf(status);
  return severity(other) - severity(one) || other.peak.utilization - one.peak.utilization;
}

function idsOf(resources: readonly Resource[]): readonly string[] {
  return resources.map(({ id }) => id);
}

function inOrder(resources: readonly Resource[], series: readonly PoolSeries[]): readonly PoolSeries[] {
  return resources.flatMap(({ id }) => series.filter((each) => each.id === id));
}

interface CloseUp {
  readonly resources: readonly Resource[];
  readonly from: string;
  readonly to: string;
}

/** Events last minutes in forecasts of months: where a pool's peak lies in one, what is around it. */
function surgesAround(resources: readonly Resource[], { demand }: Forecast): readonly CloseUp[] {
  const closeUps = new Map<string, CloseUp>();
  for (const resource of resources) {
    const peak = Date.parse(resource.peak.at);
    for (const { start, durationSeconds } of demand.flatMap(({ events }) => events ?? [])) {
      const began = Date.parse(start);
      const length = durationSeconds * 1000;
      if (peak < began || peak > began + 2 * length) continue;
      const known = closeUps.get(start);
      closeUps.set(start, {
        from: new Date(began - length / 4).toISOString(),
        to: new Date(began + 2 * length).toISOString(),
        resources: [...(known?.resources ?? []), resource],
      });
      break;
    }
  }
  return [...closeUps.values()];
}
