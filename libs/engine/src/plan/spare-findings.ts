import { boundsOf } from '../catalog/bounds.js';
import { ALLOCATION_RULES } from '../nat/index.js';
import type { ResolvedTopology } from '../topology/resolved.js';
import type { Assessment } from './assess.js';
import { HOURS_PER_MONTH } from './nat-gateways.js';
import { groupPaths } from './pool-recipe.js';
import type { Finding, NatGatewayResult } from './result.js';

/** How many times as many ports as it needs a machine must have before they are said to be spare. */
const SPARE_FACTOR = 2;

/**
 * What is paid for and not needed, not even at the 99th percentile of demand: addresses of a gateway, and ports that are
 * set aside for each machine.
 */
export function spareFindings(
  resolved: ResolvedTopology,
  gateways: readonly NatGatewayResult[],
  assessments: readonly Assessment[],
): readonly Finding[] {
  const byNode = groupPaths(assessments, ({ pool }) => pool.node);
  return gateways.flatMap((gateway) => {
    const pools = (byNode.get(gateway.node) ?? []).filter(({ pool }) => pool.kind === 'snat-ports');
    return [
      ...(pools.every(isMet) ? spareAddresses(gateway, resolved) : []),
      ...sparePorts(gateway, resolved, pools),
    ];
  });
}

/** A gateway whose ports fall short needs another setting first, with which fewer addresses may do. */
function isMet({ status }: Assessment): boolean {
  return status === 'ok' || status === 'warning';
}

function spareAddresses(
  { node, currentIps, requiredIps, requiredIpsByQuantile: { p99 } }: NatGatewayResult,
  { nodes }: ResolvedTopology,
): readonly Finding[] {
  if (requiredIps === null || p99 === null) return [];
  const needed = Math.max(requiredIps, p99);
  if (needed >= currentIps) return [];
  const resolved = nodes.get(node);
  const zones = resolved?.translator?.zones ?? 1;
  const spare = (currentIps - needed) * zones;
  const hourly = resolved?.profile?.prices?.addressHour;
  const saved =
    hourly === undefined
      ? ''
      : `, USD ${(spare * hourly.value * HOURS_PER_MONTH).toFixed(2)} a month less at list price (${hourly.source})`;
  return [
    {
      code: 'addresses-to-give-back',
      severity: 'info',
      node,
      message: `${node} has ${count(currentIps, 'public address', 'public addresses')}${zones > 1 ? ' in each zone' : ''} and needs ${String(needed)} even at the 99th percentile: ${String(spare)} can be given back${saved}`,
    },
  ];
}

/** Blocks of ports that are set by hand, where half of them would do. */
function sparePorts(
  { node }: NatGatewayResult,
  { nodes }: ResolvedTopology,
  pools: readonly Assessment[],
): readonly Finding[] {
  const translator = nodes.get(node)?.translator ?? null;
  if (translator?.allocation.portsPerVm === undefined) return [];
  const { kind, portsPerVm } = translator.allocation;
  if (kind === 'on-demand' || kind === 'dynamic-per-vm') return [];
  const needed = pools.reduce(
    (most, { pool, peak }) => Math.max(most, Math.ceil(peak.required / pool.subpools)),
    0,
  );
  const { min: least = 1 } = boundsOf(translator.facts.limits, 'allocation.portsPerVm');
  const enough = ALLOCATION_RULES[kind].provide({
    allocation: { ...translator.allocation, portsPerVm: least },
    facts: translator.facts,
    instances: 1,
    publicIps: translator.publicIps,
    neededPortsPerVm: needed,
  }).portsPerVm;
  if (pools.length === 0 || enough * SPARE_FACTOR > portsPerVm) return [];
  return [
    {
      code: 'ports-to-give-back',
      severity: 'info',
      node,
      message: `${node} sets ${String(portsPerVm)} ports aside for each machine, and ${String(enough)} would do: the others could serve more machines`,
    },
  ];
}

function count(number: number, one: string, many: string): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}
