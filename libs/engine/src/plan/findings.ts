import { refusedReturnTraffic } from '../firewall-rules/return-traffic.js';
import { ALLOCATION_RULES } from '../nat/index.js';
import type { ResolvedTopology } from '../topology/resolved.js';
import { idleTimeoutFindings } from './idle-timeout-findings.js';
import type { CompletePolicy } from './policy.js';
import { groupPaths, type PoolContext } from './pool-recipe.js';
import type { Finding } from './result.js';
import { runsContainers } from './snat-port-pools.js';

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
    ...refusedReturnTraffic(context.paths),
  ];
}

/** With blocks per VM, the machines that come after the last block get none at all. */
function vmsWithoutPorts(resolved: ResolvedTopology, context: PoolContext): readonly Finding[] {
  const through = groupPaths(
    context.paths.flatMap(({ from, via }) => via.map((node) => ({ from, node }))),
    ({ node }) => node.node.id,
  );
  return [...resolved.nodes.values()].flatMap((node): readonly Finding[] => {
    const translator = node.translator;
    if (translator === null || translator.allocation.kind === 'on-demand') return [];
    const initiators = new Map(
      (through.get(node.node.id) ?? []).map(({ from }) => [from.node.id, from] as const),
    );
    const behind = [...initiators.values()];
    const machines = behind.reduce((sum, { instances }) => sum + instances.max, 0);
    const served = ALLOCATION_RULES[translator.allocation.kind].machinesServed({
      allocation: translator.allocation,
      facts: translator.facts,
      publicIps: translator.publicIps,
      instances: machines,
      containerHosts: behind.some(runsContainers),
    });
    if (machines <= served) return [];
    return [
      {
        code: 'vms-without-ports',
        severity: 'critical',
        node: node.node.id,
        message: `${node.node.id} has ports for ${String(served)} of the ${String(machines)} machines behind it; the others cannot open a connection`,
      },
    ];
  });
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
