import { assumed, imported } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import { linkMany, linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import type { AwsContext, Placement, Workload } from './context.js';
import { instanceCount } from '../instance-count.js';
import { requestsPerSecondTracked } from './request-count-target.js';

const TARGET_GROUP = ['aws_lb_target_group'] as const;
const GROUP_QUERY = { path: ['autoscaling_group_name'], types: ['aws_autoscaling_group'] } as const;

/** Auto-scaling groups as backends, in the zones of their subnets, behind the target groups that they register with. */
export function readAutoScalingGroups(groups: readonly Resource[], context: AwsContext): readonly Workload[] {
  return groups.flatMap((group) => readGroup(group, context));
}

function readGroup(group: Resource, context: AwsContext): readonly Workload[] {
  const { draft, inventory } = context;
  const max = numberIn(group.values, 'max_size');
  if (max !== undefined && max < 1) {
    draft.leaveOut(group, `max_size is ${String(max)}: the group never has an instance`);
    return [];
  }
  const perInstance = growsAt(group, context);
  const count = instanceCount({
    address: group.address,
    min: numberIn(group.values, 'min_size'),
    max,
    ...(perInstance === null ? {} : { perInstance }),
  });
  const placements = evenly(
    linkMany(inventory, group, { path: ['vpc_zone_identifier'], types: ['aws_subnet'] }).targets,
  );
  const zones = zoneCount(placements, context);
  const nodeId = draft.idOf(group.address);
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances: count.instances,
      ...(zones === null ? {} : { zones }),
      host: { profile: 'linux' },
    },
    {
      ...count.origins,
      ...(zones === null ? {} : { zones: imported(group.address) }),
      'host.profile': assumed(ASSUMED_HOST),
    },
    [
      group,
      ...linkMany(inventory, group, { path: ['launch_template', 'id'], types: ['aws_launch_template'] })
        .targets,
    ],
  );
  if (perInstance !== null)
    draft.understand({ address: perInstance.address, type: 'aws_autoscaling_policy' }, nodeId);
  return [
    { nodeId, address: group.address, placements, targetGroups: targetGroupsOf(group, nodeId, context) },
  ];
}

/** Each subnet alike: the provider balances a group over its zones. */
export function evenly(subnets: readonly Resource[]): readonly Placement[] {
  return subnets.map((subnet) => ({ subnet, weight: 1 / subnets.length }));
}

/** In how many zones a workload runs; null where that is not known. */
export function zoneCount(placements: readonly Placement[], { network }: AwsContext): number | null {
  const zones = placements.map(({ subnet }) => network.zoneOf(subnet));
  return zones.length === 0 || zones.includes(null) ? null : new Set(zones).size;
}

/** Target groups by the group's own attributes, and by attachments that name the group. */
function targetGroupsOf(
  group: Resource,
  nodeId: string,
  { inventory, draft }: AwsContext,
): readonly Resource[] {
  const own = [['target_group_arns'], ['traffic_source', 'identifier']].flatMap(
    (path) => linkMany(inventory, group, { path, types: TARGET_GROUP }).targets,
  );
  const attachments = [
    ...inventory.ofType('aws_autoscaling_attachment'),
    ...inventory.ofType('aws_autoscaling_traffic_source_attachment'),
  ].filter((attachment) => linkOne(inventory, attachment, GROUP_QUERY).targets[0]?.address === group.address);
  for (const attachment of attachments) draft.understand(attachment, nodeId);
  const attached = attachments.flatMap((attachment) =>
    [['lb_target_group_arn'], ['alb_target_group_arn'], ['traffic_source', 'identifier']].flatMap(
      (path) => linkMany(inventory, attachment, { path, types: TARGET_GROUP }).targets,
    ),
  );
  return [...new Map([...own, ...attached].map((target) => [target.address, target])).values()];
}

/** Requests per second at which a policy adds an instance. */
function growsAt(
  group: Resource,
  { inventory }: AwsContext,
): { readonly value: number; readonly address: string } | null {
  for (const policy of inventory.ofType('aws_autoscaling_policy')) {
    if (linkOne(inventory, policy, GROUP_QUERY).targets[0]?.address !== group.address) continue;
    const value = requestsPerSecondTracked(policy.values['target_tracking_configuration']);
    if (value !== null) return { value, address: policy.address };
  }
  return null;
}
