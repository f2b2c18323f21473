import { assumed, imported } from '../../draft/topology-draft.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import { numberIn, textIn } from '../attribute.js';
import { instanceCount, type InstanceCount } from '../instance-count.js';
import { textsOf } from '../json-value.js';
import type { Resource } from '../resource.js';
import { autoscalerOf, growsAt } from './autoscalers.js';
import type { GoogleContext, Workload } from './context.js';
import { regionOfResource } from './google-names.js';
import { machines } from './instances.js';
import { hasAliasRange, placementOfMachine } from './placements.js';

const TEMPLATES = ['google_compute_instance_template', 'google_compute_region_instance_template'] as const;

/** Types of managed groups, zonal and regional. */
export const GROUP_MANAGERS = [
  'google_compute_instance_group_manager',
  'google_compute_region_instance_group_manager',
] as const;

/** Managed instance groups: their size, or the bounds of the autoscaler that sizes them. */
export function readInstanceGroups(context: GoogleContext): readonly Workload[] {
  return GROUP_MANAGERS.flatMap((type) => context.inventory.ofType(type)).flatMap((group) =>
    readGroup(group, context),
  );
}

function readGroup(group: Resource, context: GoogleContext): readonly Workload[] {
  const { draft, names } = context;
  const sized = sizeOf(group, context);
  if (sized === null) return [];
  const { count, autoscaler } = sized;
  const templates = names.many(group, { path: ['version', 'instance_template'], types: TEMPLATES }).targets;
  const [template] = templates;
  const containerHosts = template !== undefined && hasAliasRange(template);
  const zones = zonesOf(group);
  const nodeId = draft.idOf(group.address);
  draft.addNode(
    machines(nodeId, containerHosts, count.instances, zones),
    {
      ...count.origins,
      ...(zones === null || containerHosts ? {} : { zones: imported(group.address) }),
      'host.profile': assumed(ASSUMED_HOST),
    },
    [group, ...templates, ...(autoscaler === null ? [] : [autoscaler])],
  );
  return [
    {
      nodeId,
      address: group.address,
      placements:
        template === undefined ? [] : [placementOfMachine(template, regionOfResource(group), 1, context)],
      groups: [group],
      most: typeof count.instances === 'number' ? count.instances : count.instances.max,
      containerHosts,
    },
  ];
}

/** Null where the group has no machine, which is noted. */
function sizeOf(
  group: Resource,
  context: GoogleContext,
): { readonly count: InstanceCount; readonly autoscaler: Resource | null } | null {
  const found = autoscalerOf(group, context);
  const target = numberIn(group.values, 'target_size');
  const max = found?.max ?? target;
  if (max !== undefined && max < 1) {
    const what = found === null ? 'target_size' : 'max_replicas';
    context.draft.leaveOut(group, `${what} is ${String(max)}: the group never has a machine`);
    return null;
  }
  const perInstance = growsAt(group, found?.utilization, context);
  const count = instanceCount({
    address: found?.resource.address ?? group.address,
    min: found === null ? target : found.min,
    max,
    ...(perInstance === null ? {} : { perInstance }),
  });
  return { count, autoscaler: found?.resource ?? null };
}

/** Zones of a regional group where it lists them: else Google takes three or more of the region. */
function zonesOf({ type, values }: Resource): number | null {
  if (type === 'google_compute_instance_group_manager')
    return textIn(values, 'zone') === undefined ? null : 1;
  const listed = textsOf(values['distribution_policy_zones']).length;
  return listed === 0 ? null : listed;
}
