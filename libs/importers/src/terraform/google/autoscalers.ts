import { numberIn, textIn } from '../attribute.js';
import { listOf, recordOf } from '../json-value.js';
import type { Resource } from '../resource.js';
import type { GoogleContext } from './context.js';
import { singleBlocks } from './single-blocks.js';

/** Bounds that an autoscaler keeps a group within. */
interface Autoscaler {
  readonly resource: Resource;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Share of its backend's rate at which a machine is added; undefined where it follows something else. */
  readonly utilization: number | undefined;
}

const GROUP_OF = {
  google_compute_autoscaler: 'google_compute_instance_group_manager',
  google_compute_region_autoscaler: 'google_compute_region_instance_group_manager',
} as const;

/** The autoscaler of a managed group; null where it has none, or one that is switched off. */
export function autoscalerOf(group: Resource, { inventory, names }: GoogleContext): Autoscaler | null {
  for (const [type, groupType] of Object.entries(GROUP_OF)) {
    if (groupType !== group.type) continue;
    for (const resource of inventory.ofType(type)) {
      const [target] = names.one(resource, { path: ['target'], types: [groupType] }).targets;
      const policy = recordOf(listOf(resource.values['autoscaling_policy'])[0]);
      if (target?.address !== group.address || textIn(policy, 'mode') === 'OFF') continue;
      return {
        resource,
        min: numberIn(policy, 'min_replicas'),
        max: numberIn(policy, 'max_replicas'),
        utilization: numberIn(recordOf(listOf(policy['load_balancing_utilization'])[0]), 'target'),
      };
    }
  }
  return null;
}

/**
 * Requests per second at which an autoscaler that follows the load balancer adds a machine: its share of the rate that
 * the backend service gives each machine
 * (https://cloud.google.com/compute/docs/autoscaler/scaling-load-balancing).
 */
export function growsAt(
  group: Resource,
  utilization: number | undefined,
  { inventory, names }: GoogleContext,
): { readonly value: number; readonly address: string } | null {
  if (utilization === undefined) return null;
  for (const type of ['google_compute_backend_service', 'google_compute_region_backend_service']) {
    for (const service of inventory.ofType(type)) {
      for (const { values, resource } of singleBlocks(service, 'backend')) {
        const [named] = names.many(resource, { path: ['backend', 'group'], types: [group.type] }).targets;
        const rate = numberIn(values, 'max_rate_per_instance');
        if (named?.address !== group.address || rate === undefined || rate <= 0) continue;
        return { value: rate * utilization, address: service.address };
      }
    }
  }
  return null;
}
