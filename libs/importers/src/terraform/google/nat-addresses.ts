import { MOST_ADDRESSES, type CloudNatAddresses } from '../../google/cloud-nat.js';
import { assumed, imported } from '../../draft/topology-draft.js';
import { textIn } from '../attribute.js';
import { isRecord } from '../json-value.js';
import { isUnknownAt, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import type { GoogleContext } from './context.js';
import { SUBNETS } from './placements.js';

const ADDRESSES = ['google_compute_address'] as const;

/** Addresses of a gateway, and the resources that are these. */
export interface NatAddresses extends CloudNatAddresses {
  readonly resources: readonly Resource[];
}

/** The addresses that a gateway is given: its own list, or that of a separate resource which replaces it. */
export function manualAddresses(nat: Resource, context: GoogleContext): NatAddresses {
  const separate = context.inventory
    .ofType('google_compute_router_nat_address')
    .find((item) => isOfNat(item, nat, context));
  if (separate === undefined) return withoutDrained(nat, addressesAt(nat, ['nat_ips'], context), context);
  const counted = withoutDrained(separate, addressesAt(separate, ['nat_ips'], context), context);
  return { ...counted, resources: [separate, ...counted.resources] };
}

function isOfNat(item: Resource, nat: Resource, { names }: GoogleContext): boolean {
  const [target] = names.one(item, {
    path: ['router_nat'],
    types: ['google_compute_router_nat'],
  }).targets;
  return target?.address === nat.address;
}

/** How many addresses an attribute lists; before apply by what its references lead to. */
export function addressesAt(
  resource: Resource,
  path: readonly string[],
  context: GoogleContext,
): NatAddresses {
  const { targets } = context.names.many(resource, { path, types: ADDRESSES });
  const { address } = resource;
  const name = path.join('.');
  if (!isUnknownAt(resource.unknown, path)) {
    const count = new Set(textsAt(resource.values, path)).size;
    return count > 0
      ? { count, origin: imported(address), resources: targets }
      : none(`${name} of ${address} lists no address, and a gateway has one at least`);
  }
  const listed = lengthOf(resource.unknown, path);
  const count = listed > 0 ? listed : targets.length;
  return count === 0
    ? none(
        `${name} of ${address} is not known before apply and its references lead to no google_compute_address`,
      )
    : {
        count,
        origin: imported(address, 'addresses are not known before apply: counted by references'),
        resources: targets,
      };
}

/** How many items a list has of which only that is known; zero where not even that. */
function lengthOf(unknown: unknown, path: readonly string[]): number {
  const [name, ...rest] = path;
  if (Array.isArray(unknown))
    return name === undefined
      ? unknown.length
      : unknown.reduce<number>((sum, item: unknown) => sum + lengthOf(item, path), 0);
  return name === undefined || !isRecord(unknown) ? 0 : lengthOf(unknown[name], rest);
}

function none(reason: string): NatAddresses {
  return { count: 1, origin: assumed(`${reason}: one is assumed`), resources: [] };
}

/** No new connection leaves through an address that is being drained. */
function withoutDrained(
  nat: Resource,
  addresses: NatAddresses,
  { names, draft }: GoogleContext,
): NatAddresses {
  const drained = names.many(nat, { path: ['drain_nat_ips'], types: ADDRESSES }).targets;
  const both = addresses.resources.filter(({ address }) => drained.some((item) => item.address === address));
  for (const address of drained)
    draft.leaveOut(address, `${nat.address} drains it: no new connection leaves through it`);
  return {
    ...addresses,
    count: Math.max(1, addresses.count - both.length),
    resources: addresses.resources.filter((address) => !both.includes(address)),
  };
}

/** Google keeps the first two and the last two addresses of a range (https://cloud.google.com/vpc/docs/subnets). */
const KEPT_BY_GOOGLE = 4;
const IPV4_BITS = 32;
const PREFIX = /\/(\d+)$/;

/** A private gateway translates to the addresses of subnetworks that are set aside for it. */
export function privateAddresses(nat: Resource, { names }: GoogleContext): NatAddresses {
  const path = ['rules', 'action', 'source_nat_active_ranges'];
  const ranges = names.many(nat, { path, types: SUBNETS }).targets;
  const sizes = ranges.flatMap(({ values }) => sizeOf(textIn(values, 'ip_cidr_range')) ?? []);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0)
    return none(`the subnetworks whose addresses ${nat.address} translates to are not in the document`);
  const inferred = 'addresses of its ranges, less four that Google keeps of each';
  return {
    count: Math.min(total, MOST_ADDRESSES),
    origin:
      total > MOST_ADDRESSES
        ? assumed(
            `the ranges of ${nat.address} have ${String(total)} addresses; ${String(MOST_ADDRESSES)} are counted, which is all that a public gateway can have`,
          )
        : imported(nat.address, inferred),
    resources: ranges,
  };
}

function sizeOf(range: string | undefined): number | undefined {
  const prefix = PREFIX.exec(range ?? '')?.[1];
  return prefix === undefined ? undefined : Math.max(1, 2 ** (IPV4_BITS - Number(prefix)) - KEPT_BY_GOOGLE);
}
