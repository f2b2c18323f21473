import { listOf, recordOf } from '../json-value.js';
import { numberIn, truthIn } from '../attribute.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import type { GroupSize } from '../instance-count.js';
import { blockOf } from './blocks.js';
import type { AzureContext } from './context.js';

/**
 * The bounds of a scale set or service plan: those of its autoscale setting, over all of its profiles, or the number that
 * it has; with the setting, where there is one.
 */
export function sizeOf(
  resource: Resource,
  fixed: number | undefined,
  { inventory }: AzureContext,
): { readonly size: GroupSize; readonly setting: Resource | null } {
  const setting = inventory.ofType('azurerm_monitor_autoscale_setting').find((candidate) => {
    const target = linkOne(inventory, candidate, { path: ['target_resource_id'], types: [resource.type] });
    return truthIn(candidate.values, 'enabled') !== false && target.targets[0]?.address === resource.address;
  });
  const { address } = resource;
  if (setting === undefined) return { size: { address, min: fixed, max: fixed }, setting: null };
  const capacities = listOf(setting.values['profile']).map((profile) =>
    blockOf(recordOf(profile), 'capacity'),
  );
  const bounds = (name: string): readonly number[] =>
    capacities.flatMap((capacity) => numberIn(capacity, name) ?? []);
  const size: GroupSize = {
    address: setting.address,
    min: least(bounds('minimum')),
    max: most(bounds('maximum')),
  };
  return { size, setting };
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

function most(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
