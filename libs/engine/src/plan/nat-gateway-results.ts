import type { ResolvedNode, ResolvedTopology } from '../topology/resolved.js';
import type { KnownLimits } from './admission.js';
import type { Assessment } from './assess.js';
import { natGatewayResult, type SizedPool } from './nat-gateways.js';
import type { CompletePolicy } from './policy.js';
import { groupPaths, type PoolContext } from './pool-recipe.js';
import type { NatGatewayResult } from './result.js';
import { withPublicIps } from './snat-port-pools.js';

/** Every gateway of a topology with the addresses that its pools ask for. */
export function natGatewayResults(
  resolved: ResolvedTopology,
  context: PoolContext,
  assessments: readonly Assessment[],
  policy: CompletePolicy,
  known: KnownLimits,
): readonly NatGatewayResult[] {
  const byNode = groupPaths(assessments, ({ pool }) => pool.node);
  const initiatorOf = new Map(context.paths.map(({ leg, from }) => [leg.id, from]));
  return [...resolved.nodes.values()].flatMap((node) => {
    const translator = node.translator;
    if (translator === null || node.node.kind !== 'nat-gateway') return [];
    const pools = (byNode.get(node.node.id) ?? [])
      .filter(({ pool }) => pool.kind === 'snat-ports')
      .map((assessment): SizedPool => {
        const initiators = initiatorsOf(assessment, initiatorOf);
        return {
          assessment,
          initiators,
          withIps: (publicIps) => withPublicIps(assessment.pool, translator, initiators, publicIps),
        };
      });
    return [natGatewayResult(node, translator, pools, policy, known)];
  });
}

/** The nodes that dial through a pool, each once. */
function initiatorsOf(
  { pool }: Assessment,
  initiatorOf: ReadonlyMap<string, ResolvedNode>,
): readonly ResolvedNode[] {
  const initiators = pool.contributions.flatMap(({ leg }) => initiatorOf.get(leg) ?? []);
  return [...new Map(initiators.map((node) => [node.node.id, node])).values()];
}
