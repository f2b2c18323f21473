import { listOf } from '../json-value.js';
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

/** In how many availability zones a resource is; null where it does not say. */
export function zonesOf({ values }: Resource): number | null {
  const zones = new Set(listOf(values['zones']));
  if (zones.size > 0) return zones.size;
  return textIn(values, 'zone') === undefined ? null : 1;
}
