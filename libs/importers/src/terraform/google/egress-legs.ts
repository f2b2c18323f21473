import { assumed, imported, type Origin } from '../../draft/topology-draft.js';
import {
  addEgressLeg,
  addUnknownEgress,
  addUsersOfUnused,
  outside,
  usersOf,
  type Reach,
} from '../egress-leg.js';
import { servedParts, type CloudNat } from './cloud-nats.js';
import type { GoogleContext, Workload } from './context.js';
import { placesOf } from './placements.js';

/** Shares are quotients of small numbers; more digits would only look exact. */
const SHARE_DIGITS = 6;

/** One way to the internet: through a gateway, or straight from addresses of the machines' own. */
interface WayOut {
  readonly nat: CloudNat | null;
  readonly weight: number;
}

/** Legs from workloads to what is outside, through the gateways of their networks. Gives the workloads that have one. */
export function addEgressLegs(
  workloads: readonly Workload[],
  nats: readonly CloudNat[],
  context: GoogleContext,
): ReadonlySet<string> {
  const { draft } = context;
  const calling = workloads.filter((workload) => {
    const ways = waysOut(workload, nats);
    for (const way of ways) addPublic(workload, way, ways, context);
    const inside = nats.filter(({ reach }) => reach === 'private').filter((nat) => usesNat(workload, nat));
    for (const nat of inside)
      addThrough(workload.nodeId, nat.nodeId, outside('private', draft), nat, context);
    const unknown = ways.length === 0 && isUnknown(workload);
    if (unknown) addUnknown(workload, context);
    for (const place of placesOf(workload.placements)) draft.understand(place, workload.nodeId);
    return ways.length > 0 || inside.length > 0 || unknown;
  });
  const unused = nats.filter((nat) => !draft.legs.some(({ item }) => item.via?.includes(nat.nodeId)));
  addUsersOfUnused(reaches(unused), draft);
  for (const nat of unused) addRuleLegs(usersOf(nat.nodeId), nat, context);
  return new Set(calling.map(({ nodeId }) => nodeId));
}

function usesNat(workload: Workload, nat: CloudNat): boolean {
  return servedParts(nat, workload).length > 0;
}

/** Machines without an address of their own leave through the public gateway of their network, if it has one. */
function waysOut(workload: Workload, nats: readonly CloudNat[]): readonly WayOut[] {
  const open = nats.filter(({ reach }) => reach === 'public');
  const ways = new Map<string, WayOut>();
  for (const placement of workload.placements) {
    const part = { ...workload, placements: [placement] };
    const nat = placement.external ? null : open.find((candidate) => usesNat(part, candidate));
    if (nat === undefined) continue;
    const key = nat?.nodeId ?? '';
    ways.set(key, { nat, weight: (ways.get(key)?.weight ?? 0) + placement.weight });
  }
  return [...ways.values()];
}

function addPublic(workload: Workload, way: WayOut, ways: readonly WayOut[], context: GoogleContext): void {
  const { nat, weight } = way;
  const { draft } = context;
  const to = outside('public', draft);
  const several = ways.length > 1;
  const plain = `${workload.nodeId}-to-${to}`;
  const total = ways.reduce((sum, each) => sum + each.weight, 0);
  const leg = {
    id: several ? `${plain}-via-${nat?.nodeId ?? 'own-addresses'}` : plain,
    from: workload.nodeId,
    to,
    via: nat === null ? [] : [nat.nodeId],
    ...(several ? { share: Number((weight / total).toFixed(SHARE_DIGITS)) } : {}),
    origins: {
      ...(nat === null ? {} : { via: viaOrigin(nat) }),
      ...(several ? { share: assumed(`calls divide like the machines of ${workload.address}`) } : {}),
    },
  };
  addEgressLeg(leg, draft);
  if (nat !== null) addRuleLegs(workload.nodeId, nat, context);
}

/** What the rules of a gateway are for goes through the addresses of the rules. */
function addRuleLegs(from: string, nat: CloudNat, context: GoogleContext): void {
  for (const { nodeId, destinationId } of nat.rules) addThrough(from, nodeId, destinationId, nat, context);
}

function addThrough(from: string, via: string, to: string, nat: CloudNat, { draft }: GoogleContext): void {
  addEgressLeg({ id: `${from}-to-${to}`, from, to, via: [via], origins: { via: viaOrigin(nat) } }, draft);
}

function viaOrigin({ resource, network, subnets }: CloudNat): Origin {
  if (subnets === null && network === null)
    return assumed(
      `the router of ${resource.address} is not in the document: all machines of its region without an external address are assumed to leave through it`,
    );
  return imported(
    resource.address,
    subnets === null
      ? 'machines of its network and region that have no external address'
      : 'machines of its subnetworks that have no external address',
  );
}

/** Where a network is not in the document, its gateway may be in another. */
function isUnknown({ placements }: Workload): boolean {
  return (
    placements.length === 0 ||
    placements.some(({ external, network }) => !external && network?.kind !== 'resource')
  );
}

function addUnknown(workload: Workload, { draft }: GoogleContext): void {
  draft.warn({
    code: 'unknown-egress',
    addresses: [workload.address],
    message: `the network of ${workload.address} is not in the document: through what it reaches the internet is not known`,
  });
  addUnknownEgress(workload, draft);
}

function reaches(nats: readonly CloudNat[]): ReadonlyMap<string, Reach> {
  return new Map(nats.map(({ nodeId, reach }) => [nodeId, reach]));
}
