import { assumed, type Origins } from '../../draft/topology-draft.js';
import { addEgressLeg, addUsersOfUnused, outside } from '../egress-leg.js';
import type { AzureContext, Workload } from './context.js';
import type { Exit } from './exit.js';
import { waysOut, type Translators, type WayOut } from './ways-out.js';

/** Shares are quotients of small numbers; more digits would only look exact. */
const SHARE_DIGITS = 6;

/** Legs from workloads to the internet. Gives the workloads that have one. */
export function addEgressLegs(
  workloads: readonly Workload[],
  translators: Translators,
  context: AzureContext,
): ReadonlySet<string> {
  const calling = workloads.filter((workload) => {
    const ways = waysOut(workload, translators, context).filter(({ exit }) => exit.kind !== 'elsewhere');
    for (const way of ways) addWay(workload, way, ways, context);
    return ways.length > 0;
  });
  addUsersOfUnused(new Map(nodesOf(translators).map((nodeId) => [nodeId, 'public'] as const)), context.draft);
  return new Set(calling.map(({ nodeId }) => nodeId));
}

function nodesOf({ gateways, firewalls, pools }: Translators): readonly string[] {
  const ofPools = [...pools.values()].flatMap((exit) => (exit.kind === 'translated' ? [exit.nodeId] : []));
  return [...gateways.values(), ...firewalls.values(), ...ofPools];
}

function addWay(workload: Workload, way: WayOut, ways: readonly WayOut[], context: AzureContext): void {
  const { draft } = context;
  const { exit, weight, subnets } = way;
  warnOf(workload, way, context);
  const { nodeId, address } = workload;
  const to = outside('public', draft);
  const via = exit.kind === 'translated' ? [exit.nodeId] : [];
  const total = ways.reduce((sum, each) => sum + each.weight, 0);
  const several = ways.length > 1;
  const plain = `${nodeId}-to-${to}`;
  addEgressLeg(
    {
      id: several ? `${plain}-via-${via[0] ?? 'no-gateway'}` : plain,
      from: nodeId,
      to,
      via,
      ...(several ? { share: Number((weight / total).toFixed(SHARE_DIGITS)) } : {}),
      origins: {
        ...pathOrigins(exit, address),
        ...(several
          ? { share: assumed(`calls divide like the machines of ${address} among its subnets`) }
          : {}),
      },
    },
    draft,
  );
  if (exit.kind === 'translated')
    for (const resource of exit.telling) draft.understand(resource, exit.nodeId);
  for (const subnet of subnets) draft.understand(subnet, nodeId);
}

const DEFAULT_ACCESS =
  'by default outbound access, from an address that Azure lends and of whose ports it says nothing; put a NAT gateway into "via"';

function pathOrigins(exit: Exit, address: string): Origins {
  if (exit.kind === 'translated') return { via: exit.origin };
  if (exit.kind === 'default') return { to: assumed(`${address} reaches the internet ${DEFAULT_ACCESS}`) };
  if (exit.kind === 'unknown') {
    const reason = `through what ${address} reaches the internet is not in the document; put its NAT gateway into "via"`;
    return { to: assumed(reason) };
  }
  return {};
}

function warnOf({ address, zones }: Workload, { exit, subnets }: WayOut, { draft }: AzureContext): void {
  const zonal = exit.kind === 'translated' ? exit.zonal : undefined;
  if (zonal !== undefined && zones.some((zone) => zone !== zonal.zone)) {
    draft.warn({
      code: 'cross-zone-egress',
      addresses: [zonal.address, address],
      message: `${address} in the zones ${zones.join(', ')} leaves through ${zonal.address} in zone ${zonal.zone}: the loss of that zone takes the way out of all along`,
    });
  }
  if (exit.kind === 'unknown') {
    draft.warn({
      code: 'unknown-egress',
      addresses: [address],
      message: `the subnets of ${address} are not in the document: through what it reaches the internet is not known`,
    });
  }
  if (exit.kind === 'default') {
    draft.warn({
      code: 'default-outbound-access',
      addresses: [address, ...subnets.map((subnet) => subnet.address)],
      message: `${address} has no NAT gateway, public address or outbound rule: it reaches the internet ${DEFAULT_ACCESS}. Networks that are made after 31 March 2026 do not have it`,
    });
  }
}
