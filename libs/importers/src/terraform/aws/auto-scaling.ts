import { assumed, imported } from '../../draft/topology-draft.js';
import { listOf, recordOf } from '../json-value.js';
import { numberIn } from '../attribute.js';
import { linkMany, linkOne, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import type { AwsContext, Placement, Workload } from './context.js';
import { instanceCount } from '../instance-count.js';

const TARGET_GROUP = ['aws_lb_target_group'] as const;
const GROUP_QUERY = { path: ['autoscaling_group_name'], types: ['aws_autoscaling_group'] } as const;
const SECONDS_PER_MINUTE = 60;

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

/**
 * Requests per second at which a target-tracking policy adds an instance: ALBRequestCountPerTarget counts requests per
 * target and minute (https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html).
 */
function growsAt(
  group: Resource,
  { inventory }: AwsContext,
): { readonly value: number; readonly address: string } | null {
  for (const policy of inventory.ofType('aws_autoscaling_policy')) {
    if (linkOne(inventory, policy, GROUP_QUERY).targets[0]?.address !== group.address) continue;
    for (const tracking of listOf(policy.values['target_tracking_configuration']).map(recordOf)) {
      const metrics = textsAt(tracking, ['predefined_metric_specification', 'predefined_metric_type']);
      const perMinute = numberIn(tracking, 'target_value');
      if (metrics.includes('ALBRequestCountPerTarget') && perMinute !== undefined && perMinute > 0) {
        return { value: perMinute / SECONDS_PER_MINUTE, address: policy.address };
      }
    }
  }
  return null;
}
