import type { ResolvedNode, ResolvedTranslator } from '../topology/resolved.js';
import type { MachineGroup } from '../nat/index.js';
import { smallestInteger } from '../numeric/index.js';
import { nextAbove, wholeAbove, type KnownLimits } from './admission.js';
import { admissibleFactor, limitsOf, type Offered } from './admission-over-time.js';
import type { Assessment, Levels } from './assess.js';
import type { CompletePolicy } from './policy.js';
import {
  requiredIpsOnDemand,
  requiredIpsPerVm,
  requiredPortsPerVm,
  type MachinesBehind,
} from './required-ips.js';
import { machinesOfNodes, runsContainers } from './machines.js';
import type { MonthlyCost, NatGatewayResult } from './result.js';

/** A pool of a gateway with what is needed to size it: the assessment, and the pool at other numbers of addresses. */
export interface SizedPool {
  readonly assessment: Assessment;
  /** Nodes whose machines dial through it, each once. */
  readonly machines: readonly ResolvedNode[];
  readonly withIps: (publicIps: number) => Assessment['pool'];
}

/** Hours of a month as cloud price lists count them. */
export const HOURS_PER_MONTH = 730;

/**
 * How many public addresses each gateway needs: the most that any of its destinations asks for, at the planning
 * quantile and in the worst case that the policy says to survive.
 */
export function natGatewayResult(
  node: ResolvedNode,
  translator: ResolvedTranslator,
  pools: readonly SizedPool[],
  policy: CompletePolicy,
  known: KnownLimits,
): NatGatewayResult {
  const at = (quantile: keyof Levels): Sizing => sizeAt(translator, pools, quantile, policy, known);
  const planning = at('planning');
  const limit = translator.maxPublicIps;
  const gateways = gatewaysFor(translator, planning.publicIps, pools, policy);
  return {
    node: node.node.id,
    currentIps: translator.publicIps,
    requiredIps: planning.publicIps,
    requiredIpsTotal: planning.publicIps === null ? null : planning.publicIps * translator.zones,
    // Asked of a plan, not of the changed topologies that it tries.
    get requiredIpsByQuantile() {
      return { p50: at('p50').publicIps, p95: at('p95').publicIps, p99: at('p99').publicIps };
    },
    ipsPerGatewayLimit: limit,
    gatewaysRequired: gateways,
    bindingDestination: planning.destination,
    portsPerVm: planning.portsPerVm,
    monthlyCost: monthlyCost(node, translator, planning.publicIps, gateways),
  };
}

interface Sizing {
  readonly publicIps: number | null;
  readonly destination: string | null;
  readonly portsPerVm: number | null;
}

function sizeAt(
  translator: ResolvedTranslator,
  pools: readonly SizedPool[],
  quantile: keyof Levels,
  policy: CompletePolicy,
  known: KnownLimits,
): Sizing {
  const offered = ({ assessment }: SizedPool): Offered => assessment.curves[quantile];
  const fullest = [...pools].sort(
    (left, right) => fillAt(right, offered(right)) - fillAt(left, offered(left)),
  )[0];
  const destination = fullest?.assessment.pool.destination ?? null;
  if (translator.allocation.kind !== 'on-demand') {
    const needed = pools.reduce(
      (most, pool) => Math.max(most, requiredPortsPerVm(pool.assessment.pool, offered(pool), policy)),
      0,
    );
    const first = requiredIpsPerVm(
      translator,
      { ...machinesOf(pools), groups: groupsOf(pools, offered, policy) },
      needed,
    );
    const fits = (publicIps: number): boolean =>
      pools.every((pool) => {
        const limits = limitsOf(pool.withIps(publicIps), policy, known);
        return offered(pool).peak.value <= 0 || nextAbove(admissibleFactor(offered(pool), limits)) > 1;
      });
    const { publicIps } = first;
    // Blocks follow what machines hold, which is not quite what the policy asks for them.
    const grown =
      publicIps === null || translator.allocation.kind !== 'dynamic-per-vm' || fits(publicIps)
        ? publicIps
        : smallestInteger(fits, publicIps, publicIps + 1);
    return { ...first, publicIps: grown, destination };
  }
  const each = pools.map((pool) =>
    requiredIpsOnDemand(translator, offered(pool), policy, pool.withIps, known),
  );
  if (each.includes(null)) return { publicIps: null, destination, portsPerVm: null };
  return {
    publicIps: each.reduce<number>((most, ips) => Math.max(most, ips ?? 1), 1),
    destination,
    portsPerVm: null,
  };
}

function fillAt({ assessment }: SizedPool, { peak }: Offered): number {
  return peak.value / Math.max(1, Math.min(assessment.limits.blocking, assessment.limits.target));
}

/** The machines of each node behind a gateway, with the ports that each needs toward its fullest destination. */
function groupsOf(
  pools: readonly SizedPool[],
  offered: (pool: SizedPool) => Offered,
  policy: CompletePolicy,
): readonly MachineGroup[] {
  const groups = new Map<string, MachineGroup>();
  for (const pool of pools) {
    const needed = requiredPortsPerVm(pool.assessment.pool, offered(pool), policy);
    for (const { node, instances } of pool.machines) {
      const before = groups.get(node.id)?.needed ?? 0;
      groups.set(node.id, { machines: instances.max, needed: Math.max(before, needed) });
    }
  }
  return [...groups.values()];
}

/** The machines whose connections pass through a gateway. */
export function machinesOf(pools: readonly SizedPool[]): MachinesBehind {
  const nodes = [
    ...new Map(
      pools.flatMap(({ machines }) => machines.map((node) => [node.node.id, node] as const)),
    ).values(),
  ];
  return {
    machines: machinesOfNodes(nodes),
    containerHosts: nodes.some(runsContainers),
  };
}

/** Gateways in each zone: enough for the addresses, and for the connections to all destinations together. */
function gatewaysFor(
  translator: ResolvedTranslator,
  publicIps: number | null,
  pools: readonly SizedPool[],
  policy: CompletePolicy,
): number | null {
  if (publicIps === null) return null;
  const byAddresses = translator.maxPublicIps === null ? 1 : Math.ceil(publicIps / translator.maxPublicIps);
  if (translator.maxConnections === null || translator.scope !== 'gateway') return Math.max(1, byAddresses);
  const load = pools.reduce((sum, { assessment }) => sum + assessment.peak.offeredLoad, 0);
  const byConnections = wholeAbove(load / (translator.maxConnections * policy.targetUtilization));
  return Math.max(1, byAddresses, byConnections);
}

function monthlyCost(
  node: ResolvedNode,
  translator: ResolvedTranslator,
  publicIps: number | null,
  gateways: number | null,
): MonthlyCost | null {
  const prices = node.profile?.prices;
  if (publicIps === null || gateways === null || prices?.gatewayHour === undefined) return null;
  const addressHour = prices.addressHour?.value ?? 0;
  const hourly = translator.zones * (gateways * prices.gatewayHour.value + publicIps * addressHour);
  return {
    amount: Math.round(hourly * HOURS_PER_MONTH * 100) / 100,
    currency: 'USD',
    assumes: `list prices of ${prices.gatewayHour.asOf} (${prices.gatewayHour.source}), ${String(HOURS_PER_MONTH)} hours a month, without data processed`,
  };
}
