import { refusedReturnTraffic } from '../firewall-rules/return-traffic.js';
import type { ResolvedTopology } from '../topology/resolved.js';
import { figure } from './figure.js';
import { idleTimeoutFindings } from './idle-timeout-findings.js';
import { machinesServed } from './machines-served.js';
import type { CompletePolicy } from './policy.js';
import type { PoolContext } from './pool-recipe.js';
import type { Finding } from './result.js';

/** What a plan notices beside its pools: settings that will hurt although every pool has room. */
export function findingsOf(
  resolved: ResolvedTopology,
  context: PoolContext,
  policy: CompletePolicy,
): readonly Finding[] {
  return [
    ...idleTimeoutFindings(context),
    ...vmsWithoutPorts(resolved, context),
    ...nothingLeftToSurvive(resolved, policy),
    ...racesForPorts(resolved),
    ...refusedReturnTraffic(context.paths),
  ];
}

function vmsWithoutPorts(resolved: ResolvedTopology, context: PoolContext): readonly Finding[] {
  return [...machinesServed(resolved, context)]
    .filter(([, { served, most }]) => most > served)
    .map(([node, { served, most }]) => ({
      code: 'vms-without-ports',
      severity: 'critical',
      node,
      message: `${node} has ports for ${String(served)} of the ${String(most)} machines behind it; the others cannot open a connection`,
    }));
}

function nothingLeftToSurvive(resolved: ResolvedTopology, policy: CompletePolicy): readonly Finding[] {
  if (policy.survive !== 'instance') return [];
  return [...resolved.nodes.values()]
    .filter(({ node, instances }) => ['proxy', 'backend'].includes(node.kind) && instances.min <= 1)
    .map(({ node }) => ({
      code: 'single-instance',
      severity: 'warning' as const,
      node: node.id,
      message: `${node.id} has a single instance: its loss is an outage that no number of ports prevents`,
    }));
}

/**
 * Connections that are lost although there are ports: netfilter looks for a port before it takes it, so that two that are
 * dialled at once may find the same one. Whoever says that it is so is warned; of a default it is only worth knowing.
 */
function racesForPorts(resolved: ResolvedTopology): readonly Finding[] {
  return [...resolved.nodes.values()].flatMap(({ node, translator }): readonly Finding[] => {
    if (translator?.randomFully !== false) return [];
    const given = 'randomFully' in node;
    const measured = translator.facts.racedShare;
    const share =
      measured === undefined ? '' : ` (${figure(measured.value * 100)} % of them in ${measured.source})`;
    return [
      {
        code: 'snat-race',
        severity: given ? 'warning' : 'info',
        node: node.id,
        constraint: 'not-capacity',
        message: `${node.id} translates without --random-fully: of two connections that are dialled at once both may pick the same port, and one is dropped without a word${share}; that is no shortage, and no number of ports or addresses mends it`,
        remedy: `add --random-fully to the SNAT or MASQUERADE rule of ${node.id}, and say randomFully: true`,
      },
    ];
  });
}
