import { googlePath, regionOf, samePath } from '../../google/google-path.js';
import { blocksOf } from '../attribute.js';
import { groupBy } from '../group-by.js';
import { listOf } from '../json-value.js';
import { textsAt, type LinkQuery } from '../link.js';
import type { Resource } from '../resource.js';
import type { GoogleContext, Named, Placement } from './context.js';
import { regionOfResource } from './google-names.js';

export const NETWORKS = ['google_compute_network'] as const;
export const SUBNETS = ['google_compute_subnetwork'] as const;

const REGION_IN_PATH = /(?:^|\/)regions\/([^/]+)\//;

/** What an attribute names, in the document or outside it; null where it names nothing that is known. */
export function namedBy(resource: Resource, query: LinkQuery, { names }: GoogleContext): Named | null {
  const [target] = names.one(resource, query).targets;
  if (target !== undefined) return { kind: 'resource', resource: target };
  const [text] = textsAt(resource.values, query.path);
  return text === undefined ? null : { kind: 'outside', path: googlePath(text) };
}

/** Whether two names are of one network or subnetwork. */
export function sameNamed(a: Named | null, b: Named | null): boolean {
  if (a === null || b === null) return false;
  if (a.kind === 'resource' && b.kind === 'resource') return a.resource.address === b.resource.address;
  return a.kind === 'outside' && b.kind === 'outside' && samePath(a.path, b.path);
}

/** Which attributes of a resource say where its machines stand. */
interface Whereabouts {
  readonly subnet: readonly string[];
  readonly network: readonly string[];
}

const OF_INTERFACE: Whereabouts = {
  subnet: ['network_interface', 'subnetwork'],
  network: ['network_interface', 'network'],
};

/** Where the machines of an instance or template stand, by their first network interface: the default route is its. */
export function placementOfMachine(
  machine: Resource,
  region: string | null,
  weight: number,
  context: GoogleContext,
): Placement {
  const [first] = blocksOf(machine, 'network_interface');
  const external = listOf(first?.values['access_config']).length > 0;
  return { ...placed(machine, OF_INTERFACE, region, context), weight, external };
}

/** Whether the first network interface has a range of addresses for containers, wider than one address. */
export function hasAliasRange(machine: Resource): boolean {
  return listOf(blocksOf(machine, 'network_interface')[0]?.values['alias_ip_range']).some(
    (range) => !textsAt(range, ['ip_cidr_range']).some((text) => text.endsWith('/32')),
  );
}

/** Network, subnetwork and region by the given attributes; the subnetwork tells what they do not. */
export function placed(
  resource: Resource,
  { subnet: subnetPath, network: networkPath }: Whereabouts,
  region: string | null,
  context: GoogleContext,
): Omit<Placement, 'weight' | 'external'> {
  const subnet = namedBy(resource, { path: subnetPath, types: SUBNETS }, context);
  const own = namedBy(resource, { path: networkPath, types: NETWORKS }, context);
  const ofSubnet =
    subnet?.kind === 'resource'
      ? namedBy(subnet.resource, { path: ['network'], types: NETWORKS }, context)
      : null;
  return { subnet, network: own ?? ofSubnet, region: region ?? regionOfNamed(subnet) };
}

function regionOfNamed(subnet: Named | null): string | null {
  if (subnet === null) return null;
  if (subnet.kind === 'resource') return regionOfResource(subnet.resource);
  const region = REGION_IN_PATH.exec(subnet.path)?.[1];
  return region === undefined ? null : regionOf(region);
}

/** Regions that may be one: a resource that names none has that of its provider. */
export function sameRegion(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** Placements that differ in nothing but their weight, as one. */
export function merged(placements: readonly Placement[]): readonly Placement[] {
  const alike = groupBy(placements, ({ external, region, network, subnet }) =>
    JSON.stringify([external, region, textOf(network), textOf(subnet)]),
  );
  return [...alike.values()].flatMap((members) =>
    members.slice(0, 1).map((first) => ({
      ...first,
      weight: members.reduce((sum, { weight }) => sum + weight, 0),
    })),
  );
}

function textOf(named: Named | null): string | null {
  return named?.kind === 'resource' ? `resource ${named.resource.address}` : (named?.path ?? null);
}

/** Networks and subnetworks of placements, as far as they are in the document. */
export function placesOf(placements: readonly Placement[]): readonly Resource[] {
  return placements
    .flatMap(({ subnet, network }) => [subnet, network])
    .flatMap((named) => (named?.kind === 'resource' ? [named.resource] : []));
}
