import { imported, type Origins } from '../../draft/topology-draft.js';
import { textsOf } from '../json-value.js';
import { textIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import type { AzureContext, Placement } from './context.js';

/** Where the machines of a resource are: each subnet that an attribute names alike, or one that is not known. */
export function placementsIn(
  resource: Resource,
  path: readonly string[],
  { inventory }: AzureContext,
): readonly Placement[] {
  const subnets = linkMany(inventory, resource, { path, types: ['azurerm_subnet'] }).targets;
  return subnets.length === 0
    ? [{ subnet: null, weight: 1 }]
    : subnets.map((subnet) => ({ subnet, weight: 1 / subnets.length }));
}

/** The availability zones that a resource is in; none where it does not say. */
export function zonesOf({ values }: Resource): readonly string[] {
  const listed = textsOf(values['zones']);
  const zone = textIn(values, 'zone');
  return [...new Set(listed.length > 0 || zone === undefined ? listed : [zone])];
}

/** How many zones these are, for a node; nothing where they are not said. */
export function zoneFields(
  zones: readonly string[],
  address: string,
): { readonly fields: { readonly zones?: number }; readonly origins: Origins } {
  return zones.length === 0
    ? { fields: {}, origins: {} }
    : { fields: { zones: zones.length }, origins: { zones: imported(address) } };
}
