import { assumed, imported, type Origin } from '../../draft/topology-draft.js';
import { numberIn, textIn } from '../attribute.js';
import type { Inventory } from '../inventory.js';
import { isUnknownAt, linkOne, linkPool, textsAt, type Link, type LinkQuery } from '../link.js';
import type { Resource } from '../resource.js';
import { isGiven } from './blocks.js';

/** Public addresses of something that translates, and how their number is known. */
export interface Addresses {
  readonly count: number;
  readonly resources: readonly Resource[];
  /** Why the number is a guess; null where it is not. */
  readonly guess: string | null;
}

type AddressType = 'azurerm_public_ip' | 'azurerm_public_ip_prefix';

const NONE: Addresses = { count: 0, resources: [], guess: null };
const IPV4_BITS = 32;

/** Addresses that a list attribute of public IPs and one of prefixes name. */
export function listedAddresses(
  resource: Resource,
  ips: string,
  prefixes: string,
  inventory: Inventory,
): Addresses {
  return together([
    counted(resource, ips, 'azurerm_public_ip', linkPool, inventory),
    counted(resource, prefixes, 'azurerm_public_ip_prefix', linkPool, inventory),
  ]);
}

/** Addresses that an attribute with one id names: one of a public IP, all of a prefix; none where it is not given. */
export function addressesAt(
  resource: Resource,
  attribute: string,
  type: AddressType,
  inventory: Inventory,
): Addresses {
  return counted(resource, attribute, type, linkOne, inventory);
}

type Linking = (inventory: Inventory, resource: Resource, query: LinkQuery) => Link;

function counted(
  resource: Resource,
  attribute: string,
  type: AddressType,
  link: Linking,
  inventory: Inventory,
): Addresses {
  const path = [attribute];
  const pending = isUnknownAt(resource.unknown, path) && isGiven(pendingList(resource, attribute), attribute);
  if (textsAt(resource.values, path).length === 0 && !pending) return NONE;
  const { targets, outside: unlinked } = link(inventory, resource, { path, types: [type] });
  const found = together(targets.map((target) => addressesOf(target)));
  const outside = unlinked > 0 ? unlinked : targets.length === 0 ? 1 : 0;
  if (outside === 0) return found;
  const guess = `${attribute} of ${resource.address} names ${type} that the document does not have: each is counted as one address`;
  return { ...found, count: found.count + outside, guess };
}

/** A list is unknown as a whole or item by item; for what is configured both are the same. */
function pendingList(resource: Resource, attribute: string): Resource {
  return { ...resource, unknown: { ...resource.unknown, [attribute]: true } };
}

function addressesOf(resource: Resource): Addresses {
  const { values, type, address } = resource;
  if (textIn(values, 'ip_version') === 'IPv6') return { ...NONE, resources: [resource] };
  if (type === 'azurerm_public_ip') return { count: 1, resources: [resource], guess: null };
  const length = numberIn(values, 'prefix_length');
  return length === undefined || length > IPV4_BITS
    ? {
        count: 1,
        resources: [resource],
        guess: `prefix_length of ${address} is not known: one address is counted`,
      }
    : { count: 2 ** (IPV4_BITS - length), resources: [resource], guess: null };
}

/** Addresses of several attributes or blocks. */
export function together(parts: readonly Addresses[]): Addresses {
  const guesses = parts.flatMap(({ guess }) => guess ?? []);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    resources: parts.flatMap(({ resources }) => resources),
    guess: guesses.length === 0 ? null : guesses.join('; '),
  };
}

/** A translator has one address at least; the origin says where the number is from. */
export function countedAddresses(
  { count, guess }: Addresses,
  address: string,
): { readonly publicIps: number; readonly origin: Origin } {
  if (count === 0) {
    const reason = `the document has no public address of ${address}; one is the least that it can have`;
    return { publicIps: 1, origin: assumed(reason) };
  }
  return { publicIps: count, origin: guess === null ? imported(address) : assumed(guess) };
}
