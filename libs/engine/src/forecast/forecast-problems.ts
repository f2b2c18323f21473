import { nearestName } from '../catalog/nearest-name.js';
import type { Problem } from '../topology/problem.js';
import type { Topology } from '../topology/topology.js';
import type { DemandQuantiles, Forecast } from './forecast.js';

/**
 * What is wrong with a forecast for a topology: sources that are no clients nodes, or that occur twice, and quantiles
 * over a median of nothing. Never throws.
 */
export function forecastProblems(forecast: Forecast, topology: Topology): readonly Problem[] {
  const clients = topology.nodes.filter(({ kind }) => kind === 'clients').map(({ id }) => id);
  return forecast.demand.flatMap(({ source, history, quantiles }, index): readonly Problem[] => {
    if (history !== undefined) return [unfittedHistory(index)];
    if (quantiles?.p50 === 0 && largestOf(quantiles) > 0)
      return [medianOfNothing(index, largestOf(quantiles))];
    const pointer = `/demand/${String(index)}/source`;
    const earlier = forecast.demand.findIndex((item) => item.source === source);
    if (earlier < index) {
      return [
        problemAt(
          pointer,
          'duplicate-source',
          source,
          `demand[${String(index)}].source "${source}" already has its demand in demand[${String(earlier)}]; give each source once`,
        ),
      ];
    }
    if (clients.includes(source)) return [];
    const node = topology.nodes.find(({ id }) => id === source);
    const nearest = nearestName(source, clients);
    const hint =
      nearest === undefined
        ? `the clients nodes are ${clients.join(', ') || 'none'}`
        : `did you mean "${nearest}"?`;
    const what =
      node === undefined ? 'is not a node of the topology' : `is a ${node.kind} node, not a clients node`;
    return [
      problemAt(
        pointer,
        'unknown-source',
        source,
        `demand[${String(index)}].source "${source}" ${what}; ${hint}`,
      ),
    ];
  });
}

function problemAt(pointer: string, code: string, value: string, message: string): Problem {
  return { pointer, code, value: JSON.stringify(value).slice(0, 100), message };
}

function largestOf({ p50, p90 = 0, p95 = 0, p99 = 0 }: DemandQuantiles): number {
  return Math.max(p50, p90, p95, p99);
}

/** Levels are multiples of the median: over a median of nothing, all of them would be nothing. */
function medianOfNothing(index: number, largest: number): Problem {
  const at = `demand[${String(index)}].quantiles.p50`;
  return {
    pointer: `/demand/${String(index)}/quantiles/p50`,
    code: 'median-of-nothing',
    value: '0',
    message: `${at} is 0, but another quantile is ${String(largest)}; levels are multiples of the median, which must be above 0 where any is`,
  };
}

/** Planning for no demand at all would be the wrong answer to a recorded one. */
function unfittedHistory(index: number): Problem {
  const at = `demand[${String(index)}]`;
  return problemAt(
    `/demand/${String(index)}/history`,
    'history-not-fitted',
    '',
    `${at}.history cannot be planned with: this engine does not fit recorded demand; give ${at}.requestsPerSecond or ${at}.series instead`,
  );
}
