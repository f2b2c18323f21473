import type { Resource } from '../resource.js';
import type { AwsContext, Placement, Workload } from './context.js';
import type { GatewayNodes } from './nat-gateways.js';
import type { SubnetRouting } from './network.js';

/** A NAT gateway on a way out. */
interface PassedGateway {
  readonly nodeId: string;
  readonly connectivity: 'public' | 'private';
  readonly resource: Resource;
}

/** One way out of a workload: the gateway that it passes, or none, and the part of the workload that takes it. */
export interface WayOut {
  /** Null where machines with public addresses reach the internet without translation. */
  readonly gateway: PassedGateway | null;
  readonly weight: number;
  readonly routing: readonly SubnetRouting[];
}

/** The ways out of a workload that the document tells, and whether there are others that it does not tell. */
export interface WaysOut {
  readonly known: readonly WayOut[];
  readonly unknown: boolean;
}

/** Follows the subnets of a workload to what their default routes lead to. Subnets without one have no way out. */
export function waysOut(workload: Workload, gateways: GatewayNodes, context: AwsContext): WaysOut {
  const ways = new Map<string, WayOut>();
  const lost: Placement[] = [];
  for (const placement of workload.placements) {
    const routing = context.network.routing.get(placement.subnet.address);
    const target = routing?.target ?? null;
    if (target?.kind === 'unresolved-nat') lost.push(placement);
    if (routing === undefined || (target?.kind !== 'nat' && target?.kind !== 'internet')) continue;
    const node = target.kind === 'nat' ? gateways.get(target.gateway.address) : undefined;
    const gateway =
      target.kind === 'nat' && node !== undefined ? { ...node, resource: target.gateway } : null;
    const key = gateway?.nodeId ?? '';
    const way = ways.get(key) ?? { gateway, weight: 0, routing: [] };
    ways.set(key, { gateway, weight: way.weight + placement.weight, routing: [...way.routing, routing] });
  }
  warnOfUnknown(workload, lost, context);
  return { known: [...ways.values()], unknown: workload.placements.length === 0 || lost.length > 0 };
}

function warnOfUnknown(
  { address, placements }: Workload,
  lost: readonly Placement[],
  { draft }: AwsContext,
): void {
  if (placements.length === 0) {
    draft.warn({
      code: 'unknown-egress',
      addresses: [address],
      message: `the subnets of ${address} are not in the document: through what it reaches the internet is not known`,
    });
  }
  if (lost.length > 0) {
    const subnets = lost.map(({ subnet }) => subnet.address);
    draft.warn({
      code: 'unknown-egress',
      addresses: [address, ...subnets],
      message: `${subnets.join(', ')} of ${address}: the default route leads to a NAT gateway that is not in the document or cannot be told from others`,
    });
  }
}
