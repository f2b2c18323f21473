import { findProfile } from '@portplan/engine';
import { listOf } from '../json-value.js';
import { blocksOf, numberIn } from '../attribute.js';
import { assumed, imported, type Origin } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import { isUnknownAt, linkPool, linkOne, textsAt } from '../link.js';
import type { Resource } from '../resource.js';

/** How many addresses a gateway has, and how that is known. */
export interface Addresses {
  readonly count: number;
  readonly origin: Origin;
  readonly eips: readonly Resource[];
  /** Whether addresses remain when the siblings' shares are taken: a division that does not come out even. */
  readonly uneven: boolean;
}

const EIP = ['aws_eip'] as const;

/** What the catalogue says a zonal gateway can have, less the first address. */
const MOST_SECONDARY = (findProfile('aws/nat-gateway')?.translator?.maxPublicIps?.value ?? Infinity) - 1;

/**
 * The public addresses of a zonal gateway: the one of `allocation_id`, and those of `secondary_allocation_ids`. Before
 * apply the ids are unknown: then the references tell which EIPs the gateways share, and their keys which are whose.
 *
 * @param siblings all instances of the gateway's resource, itself among them
 * @param zone the gateway's zone, where it is known: keys of EIPs often begin with it
 */
export function publicAddressesOf(
  gateway: Resource,
  siblings: readonly Resource[],
  zone: string | null,
  inventory: Inventory,
): Addresses {
  const primary = linkOne(inventory, gateway, { path: ['allocation_id'], types: EIP, neighbours: true });
  const secondary = secondaryOf(gateway, siblings, zone, inventory);
  const count = 1 + secondary.count;
  const eips = [...primary.targets, ...secondary.eips];
  if (primary.targets.length === 0) {
    const reason = `allocation_id of ${gateway.address} matches no aws_eip of the document: its address is managed elsewhere (external)`;
    return { count, origin: assumed(reason), eips, uneven: secondary.uneven };
  }
  if (secondary.guess !== null)
    return { count, origin: assumed(secondary.guess), eips, uneven: secondary.uneven };
  const inferred = isUnknownAt(gateway.unknown, ['allocation_id'])
    ? 'ids are not known before apply: counted by references'
    : undefined;
  return { count, origin: imported(gateway.address, inferred), eips, uneven: secondary.uneven };
}

/** A private gateway translates to addresses of its own subnet: one, and those it is given besides. */
export function privateAddressesOf(gateway: Resource): Addresses {
  const listed = listOf(gateway.values['secondary_private_ip_addresses']).length;
  const count = 1 + Math.max(listed, numberIn(gateway.values, 'secondary_private_ip_address_count') ?? 0);
  return { count, origin: imported(gateway.address), eips: [], uneven: false };
}

interface Secondary {
  readonly count: number;
  readonly eips: readonly Resource[];
  readonly uneven: boolean;
  /** Why the number is a guess; null where it is not. */
  readonly guess: string | null;
}

function secondaryOf(
  gateway: Resource,
  siblings: readonly Resource[],
  zone: string | null,
  inventory: Inventory,
): Secondary {
  const path = ['secondary_allocation_ids'];
  const link = linkPool(inventory, gateway, { path, types: EIP });
  if (!isUnknownAt(gateway.unknown, path)) {
    const known = textsAt(gateway.values, path).length;
    return { count: known, eips: link.targets, uneven: false, guess: null };
  }
  const listed = gateway.unknown['secondary_allocation_ids'];
  if (Array.isArray(listed)) return { count: listed.length, eips: link.targets, uneven: false, guess: null };
  if (link.targets.length === 0) {
    return none(
      `secondary_allocation_ids of ${gateway.address} is not known before apply and its references lead to no aws_eip: no secondary address was counted`,
    );
  }
  // Siblings that are known to have none, or to have others, take no part in the division.
  const contenders = siblings.filter(({ unknown }) => isUnknownAt(unknown, path));
  const found =
    contenders.length === 1
      ? { count: link.targets.length, eips: link.targets, uneven: false, guess: null }
      : shareOf(gateway, contenders, zone, link.targets);
  return atMost(MOST_SECONDARY, found, gateway);
}

/** References may lead to more addresses than a gateway can have: to a pool that others take from too. */
function atMost(most: number, found: Secondary, { address }: Resource): Secondary {
  if (found.count <= most) return found;
  return {
    ...found,
    count: most,
    eips: found.eips.slice(0, most),
    guess: `references of ${address} lead to ${String(found.count)} secondary aws_eip; ${String(most)} are assumed, which is all that a gateway can have`,
  };
}

/** Which of the EIPs that all siblings refer to are this gateway's: by key, by zone in the key, else an even part. */
function shareOf(
  gateway: Resource,
  siblings: readonly Resource[],
  zone: string | null,
  eips: readonly Resource[],
): Secondary {
  const marks = [gateway.key, zone].filter((mark): mark is string => typeof mark === 'string');
  const own = eips.filter(({ key }) => typeof key === 'string' && marks.some((mark) => belongs(key, mark)));
  const text = `ids are not known before apply, and ${String(eips.length)} secondary aws_eip are shared by ${String(siblings.length)} gateways`;
  if (own.length > 0) {
    return {
      count: own.length,
      eips: own,
      uneven: false,
      guess: `${text}: ${String(own.length)} with keys that begin with the gateway's key or zone are counted`,
    };
  }
  const claimed = eips.some(
    ({ key }) =>
      typeof key === 'string' &&
      siblings.some((sibling) => typeof sibling.key === 'string' && belongs(key, sibling.key)),
  );
  if (claimed)
    return none(`${text}: none with a key that begins with this gateway's key, so none is counted`);
  const part = Math.floor(eips.length / siblings.length);
  const position = siblings.findIndex(({ address }) => address === gateway.address);
  return {
    count: part,
    eips: eips.slice(position * part, (position + 1) * part),
    uneven: eips.length % siblings.length !== 0,
    guess: `${text}: ${String(part)} each is assumed`,
  };
}

/** `eu-west-1a` and `eu-west-1a-0` belong to `eu-west-1a`; `eu-west-1ab` does not. */
function belongs(key: string, mark: string): boolean {
  return key === mark || (key.startsWith(mark) && /^[^A-Za-z0-9]/.test(key.slice(mark.length)));
}

function none(guess: string): Secondary {
  return { count: 0, eips: [], uneven: false, guess };
}

/** Addresses of each zone of a regional gateway that names them; empty where AWS chooses zones and addresses. */
export function regionalAddressesOf(gateway: Resource): readonly number[] {
  return blocksOf(gateway, 'availability_zone_address').map(({ values, unknown }) =>
    Math.max(listOf(values['allocation_ids']).length, listOf(unknown['allocation_ids']).length, 1),
  );
}
