import { findProfile } from '@portplan/engine';
import { textIn } from '../attribute.js';
import type { JsonRecord } from '../json-value.js';
import { blockOf } from './blocks.js';
import type { AzureContext } from './context.js';

/** Nodes of a cluster at most, and how many more an upgrade adds while it runs. */
export interface ClusterSize {
  readonly nodes: number;
  readonly surge: number;
}

/**
 * Nodes that an upgrade adds to a pool: `max_surge` is a number, or a share of the pool's nodes, rounded up; none where it
 * is not said.
 *
 * @see https://learn.microsoft.com/azure/aks/upgrade-aks-cluster
 */
export function surgeOf(pool: JsonRecord, nodes: number): number {
  const text = textIn(blockOf(pool, 'upgrade_settings'), 'max_surge') ?? '0';
  const number = Number.parseFloat(text);
  if (!Number.isFinite(number)) return 0;
  return text.endsWith('%') ? Math.ceil((nodes * number) / 100) : number;
}

const PORTS_PER_ADDRESS = findProfile('azure/load-balancer-outbound')?.translator?.allocatablePortsPerIp
  ?.value;

/**
 * Warns where the addresses have ports for the nodes of a cluster, but not for those that an upgrade adds: it fails then,
 * because Azure refuses to allocate more than there is.
 */
export function warnOfSurge(
  address: string,
  { nodes, surge }: ClusterSize,
  allocated: { readonly publicIps: number; readonly portsPerVm: number | undefined },
  { draft }: AzureContext,
): void {
  const { publicIps, portsPerVm } = allocated;
  if (portsPerVm === undefined || PORTS_PER_ADDRESS === undefined) return;
  const served = Math.floor((publicIps * PORTS_PER_ADDRESS) / portsPerVm);
  if (nodes > served || nodes + surge <= served) return;
  draft.warn({
    code: 'surge-without-ports',
    addresses: [address],
    message: `${address} may have ${String(nodes)} nodes, and ${String(surge)} more while it is upgraded; ${String(publicIps)} addresses have ${String(portsPerVm)} ports for ${String(served)} of them: the upgrade fails`,
  });
}
