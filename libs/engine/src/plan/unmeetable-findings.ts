import { boundsOf } from '../catalog/bounds.js';
import type { ResolvedNode, ResolvedTopology, ResolvedTranslator } from '../topology/resolved.js';
import { blockingAdmissibleLoad, type KnownLimits } from './admission.js';
import type { Assessment } from './assess.js';
import { sizedPools } from './nat-gateway-results.js';
import { machinesOf, type SizedPool } from './nat-gateways.js';
import type { CompletePolicy } from './policy.js';
import type { PoolContext } from './pool-recipe.js';
import { MOST_ADDRESSES, requiredIpsOnDemand } from './required-ips.js';
import type { Finding, NatGatewayResult } from './result.js';

/** What stands in the way of any number of addresses, and what would take it away. */
type Obstacle = Required<Pick<Finding, 'constraint' | 'observed' | 'limit' | 'unit' | 'remedy'>> & {
  readonly because: string;
};

/** The pools that gateways were sized by. */
interface Sized {
  readonly resolved: ResolvedTopology;
  readonly context: PoolContext;
  readonly assessments: readonly Assessment[];
  readonly complete: CompletePolicy;
  readonly cache: { readonly limits: KnownLimits };
}

/** Gateways for which no number of public addresses meets the policy: why, in figures, and what would. */
export function unmeetableFindings(
  { resolved: { nodes }, context, assessments, complete, cache: { limits } }: Sized,
  gateways: readonly NatGatewayResult[],
): readonly Finding[] {
  const stuck = gateways.filter(({ requiredIps }) => requiredIps === null);
  if (stuck.length === 0) return [];
  const poolsOf = sizedPools(context, assessments);
  return stuck.flatMap((gateway): readonly Finding[] => {
    const node = nodes.get(gateway.node);
    const translator = node?.translator ?? null;
    if (node === undefined || translator === null) return [];
    const pools = poolsOf(node, translator);
    const obstacle =
      translator.allocation.kind === 'on-demand'
        ? onDemand(translator, pools, complete, limits)
        : perMachine(node, translator, gateway, pools);
    if (obstacle === null) return [];
    const { because, ...figures } = obstacle;
    const toward = gateway.bindingDestination === null ? '' : ` toward ${gateway.bindingDestination}`;
    return [
      {
        code: 'no-number-of-addresses',
        severity: 'critical',
        node: gateway.node,
        message: `no number of public addresses lets ${gateway.node} meet the policy${toward}: ${because}`,
        ...figures,
      },
    ];
  });
}

/** Ports are there for whoever comes, and yet an address cannot be relieved by others. */
function onDemand(
  translator: ResolvedTranslator,
  pools: readonly SizedPool[],
  policy: CompletePolicy,
  known: KnownLimits,
): Obstacle | null {
  const stuck = pools.find(
    ({ assessment, withIps }) =>
      requiredIpsOnDemand(translator, assessment.curves.planning, policy, withIps, known) === null,
  );
  if (stuck === undefined) return null;
  const { pool, peak } = stuck.assessment;
  const spread = stuck.withIps(MOST_ADDRESSES);
  const observed = peak.offeredLoad * spread.hottestSubpoolShare;
  const limit =
    blockingAdmissibleLoad(spread, policy.blockingProbability, known) * spread.hottestSubpoolShare;
  const destination = pool.destination ?? 'all destinations';
  const pinned = translator.ipSelection === 'hash-source-destination';
  return {
    constraint: pinned ? 'ip-selection' : 'addresses',
    observed: rounded(observed),
    limit: rounded(limit),
    unit: 'erlangs',
    because: pinned
      ? `a hash pins each machine to one address toward a destination, and the one that dials most would hold ${String(rounded(observed))} ports of it, of which ${String(rounded(limit))} can be taken at a blocking of ${String(policy.blockingProbability)}`
      : `with ${String(MOST_ADDRESSES)} addresses it would still hold ${String(rounded(observed))} ports, of which ${String(rounded(limit))} can be taken`,
    remedy: `open fewer connections (keep them alive, multiplex them), spread them over ${times(observed / limit)} as many machines or source addresses, or over as many more endpoints of ${destination}`,
  };
}

/** Ports are allotted to machines: more addresses serve more machines, and give none of them more ports. */
function perMachine(
  node: ResolvedNode,
  translator: ResolvedTranslator,
  { portsPerVm }: NatGatewayResult,
  pools: readonly SizedPool[],
): Obstacle | null {
  const { allocation, facts } = translator;
  const { machines } = machinesOf(pools);
  const largestPool = facts.poolSizeTable?.value.at(-1)?.instancesUpTo ?? 0;
  const provider = node.profile?.title ?? node.node.id;
  if (allocation.kind === 'by-pool-size' && machines > largestPool) {
    return {
      constraint: 'provider-limit:poolSize',
      observed: machines,
      limit: largestPool,
      unit: 'machines',
      because: `${provider} allots ports by a table that ends at ${String(largestPool)} machines, and ${String(machines)} stand behind it`,
      remedy: 'allot ports by hand (allocation: manual), or divide the machines between several balancers',
    };
  }
  const { most, settable } = mostPortsPerVm(translator);
  const needed = portsPerVm ?? 0;
  if (most === null || needed <= most) return null;
  const byHand = allocation.kind === 'by-pool-size' ? 'allot ports by hand (allocation: manual), or ' : '';
  return {
    constraint: settable === null ? 'provider-limit:portsPerVm' : 'allocation:maxPortsPerVm',
    observed: needed,
    limit: most,
    unit: 'ports',
    because: `a machine needs ${String(needed)} ports toward one endpoint, and ${settable === null ? `${provider} gives it` : 'its allocation lets it have'} ${String(most)} at most, whatever the addresses`,
    remedy: `${byHand}${settable === null ? '' : `raise allocation.maxPortsPerVm (up to ${String(settable)}), or `}open fewer connections from each machine (keep them alive, multiplex them), spread them over ${times(needed / most)} as many machines, or over as many more endpoints`,
  };
}

/** The largest block of a machine, and what it could be set to where the topology itself keeps it lower. */
function mostPortsPerVm({ allocation, facts }: ResolvedTranslator): {
  readonly most: number | null;
  readonly settable: number | null;
} {
  if (allocation.kind === 'dynamic-per-vm') {
    const { max: settable = Infinity } = boundsOf(facts.limits, 'allocation.maxPortsPerVm');
    const most = Math.min(allocation.maxPortsPerVm ?? Infinity, settable);
    if (!Number.isFinite(most)) return { most: null, settable: null };
    return { most, settable: most < settable && Number.isFinite(settable) ? settable : null };
  }
  if (allocation.kind === 'by-pool-size') {
    return { most: facts.mostPortsByPoolSize?.value ?? null, settable: null };
  }
  const bound = boundsOf(facts.limits, 'allocation.portsPerVm').max;
  const oneAddress =
    facts.blocksSpanAddresses?.value === false ? facts.allocatablePortsPerIp?.value : undefined;
  return { most: bound ?? oneAddress ?? allocation.portsPerVm ?? null, settable: null };
}

/** How many times as much it takes at least: whole, since machines are. */
function times(ratio: number): string {
  return `at least ${String(Math.max(2, Math.ceil(ratio)))} times`;
}

/** Three significant digits are enough to see that it does not fit. */
function rounded(load: number): number {
  return load >= 100 ? Math.round(load) : Number(load.toPrecision(3));
}
