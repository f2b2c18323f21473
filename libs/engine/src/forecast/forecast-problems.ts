import { nearestName } from '../catalog/nearest-name.js';
import type { Problem } from '../topology/problem.js';
import type { Topology } from '../topology/topology.js';
import type { Forecast } from './forecast.js';

/** What is wrong with a forecast for a topology: sources that are no clients nodes, or that occur twice. Never throws. */
export function forecastProblems(forecast: Forecast, topology: Topology): readonly Problem[] {
  const clients = topology.nodes.filter(({ kind }) => kind === 'clients').map(({ id }) => id);
  return forecast.demand.flatMap(({ source, history }, index): readonly Problem[] => {
    if (history !== undefined) return [unfittedHistory(index)];
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
