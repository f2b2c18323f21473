import type { ResolvedNode, ResolvedTopology, ResolvedTranslator } from '../topology/resolved.js';
import type { KnownLimits } from './admission.js';
import type { Assessment } from './assess.js';
import { natGatewayResult, type SizedPool } from './nat-gateways.js';
import type { CompletePolicy } from './policy.js';
import { machinesBefore } from './machines.js';
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
  const poolsOf = sizedPools(context, assessments);
  return [...resolved.nodes.values()].flatMap((node) => {
    const translator = node.translator;
    if (translator === null || node.node.kind !== 'nat-gateway') return [];
    return [natGatewayResult(node, translator, poolsOf(node, translator), policy, known)];
  });
}

/** The pools of any translator, and how each would be with other numbers of addresses. */
export function sizedPools(
  { paths }: PoolContext,
  assessments: readonly Assessment[],
): (node: ResolvedNode, translator: ResolvedTranslator) => readonly SizedPool[] {
  const byNode = groupPaths(assessments, ({ pool }) => pool.node);
  const pathOf = new Map(paths.map((path) => [path.leg.id, path]));
  return ({ node }, translator) =>
    (byNode.get(node.id) ?? [])
      .filter(({ pool }) => pool.kind === 'snat-ports')
      .map((assessment) => {
        const dialling = assessment.pool.contributions.flatMap(({ leg }) => pathOf.get(leg) ?? []);
        const machines = machinesBefore(dialling, node.id);
        return {
          assessment,
          machines,
          withIps: (publicIps) => withPublicIps(assessment.pool, translator, publicIps),
        };
      });
}
