import { numberIn, textIn } from '../terraform/attribute.js';
import { recordOf, textsOf, type JsonRecord } from '../terraform/json-value.js';
import { derived, described, lastPart, leftOut, recordsIn, textWithin, type Described } from './described.js';
import { subnetOf } from './network-dumps.js';

/** Whatever a group or a service runs is counted there: the instances that it lists are not machines of their own. */
export const MEMBER = 'portplan_member';

/** One of `aws autoscaling describe-auto-scaling-groups`. */
export function autoScalingGroup(item: JsonRecord): readonly Described[] {
  const name = textIn(item, 'AutoScalingGroupName');
  if (name === undefined) return [];
  const subnets = (textIn(item, 'VPCZoneIdentifier') ?? '')
    .split(',')
    .map((subnet) => subnet.trim())
    .filter((subnet) => subnet !== '');
  const sources = recordsIn(item, 'TrafficSources').flatMap((source) => textIn(source, 'Identifier') ?? []);
  const values = {
    id: name,
    name,
    arn: textIn(item, 'AutoScalingGroupARN'),
    min_size: numberIn(item, 'MinSize'),
    max_size: numberIn(item, 'MaxSize'),
    desired_capacity: numberIn(item, 'DesiredCapacity'),
    vpc_zone_identifier: subnets,
    load_balancers: textsOf(item['LoadBalancerNames']),
    target_group_arns: [...new Set([...textsOf(item['TargetGroupARNs']), ...sources])],
  };
  return [
    described('aws_autoscaling_group', name, textIn(item, 'AutoScalingGroupARN') ?? name, values),
    ...subnets.flatMap((subnet) => subnetOf(subnet)),
    ...recordsIn(item, 'Instances').flatMap((instance) => memberOf(textIn(instance, 'InstanceId'))),
  ];
}

function memberOf(id: string | undefined): readonly Described[] {
  return id === undefined ? [] : [derived(MEMBER, id, {})];
}

/** One of `aws autoscaling describe-policies`. */
export function scalingPolicy(item: JsonRecord): readonly Described[] {
  const name = textIn(item, 'PolicyName');
  if (name === undefined) return [];
  const tracking = recordOf(item['TargetTrackingConfiguration']);
  const metric = textWithin(tracking, 'PredefinedMetricSpecification', 'PredefinedMetricType');
  const values = {
    autoscaling_group_name: textIn(item, 'AutoScalingGroupName'),
    policy_type: textIn(item, 'PolicyType'),
    target_tracking_configuration: [
      {
        target_value: numberIn(tracking, 'TargetValue'),
        predefined_metric_specification: [{ predefined_metric_type: metric }],
      },
    ],
  };
  return [described('aws_autoscaling_policy', name, textIn(item, 'PolicyARN') ?? name, values)];
}

const MACHINE_GONE: readonly string[] = ['shutting-down', 'terminated', 'stopping', 'stopped'];

/** One of the reservations of `aws ec2 describe-instances`. User data is not in it, and nothing like it is read. */
export function reservation(item: JsonRecord): readonly Described[] {
  return recordsIn(item, 'Instances').flatMap((instance): readonly Described[] => {
    const id = textIn(instance, 'InstanceId');
    if (id === undefined) return [];
    const state = textWithin(instance, 'State', 'Name') ?? '';
    if (MACHINE_GONE.includes(state)) {
      return [leftOut('aws_instance', id, id, `its State is ${state}: it opens no connections`)];
    }
    const subnetId = textIn(instance, 'SubnetId');
    const values = {
      id,
      subnet_id: subnetId,
      alike: [textIn(instance, 'ImageId'), textIn(instance, 'InstanceType')].join('-'),
    };
    return [
      described('aws_instance', id, id, values),
      ...subnetOf(subnetId, textWithin(instance, 'Placement', 'AvailabilityZone')),
    ];
  });
}

/** One of `aws ecs describe-services`. */
export function ecsService(item: JsonRecord): readonly Described[] {
  const arn = textIn(item, 'serviceArn');
  const name = textIn(item, 'serviceName');
  if (arn === undefined || name === undefined) return [];
  const status = textIn(item, 'status') ?? 'ACTIVE';
  if (status !== 'ACTIVE') {
    return [leftOut('aws_ecs_service', name, arn, `its status is ${status}: it runs nothing`)];
  }
  const subnets = textsOf(recordOf(recordOf(item['networkConfiguration'])['awsvpcConfiguration'])['subnets']);
  const groups = recordsIn(item, 'loadBalancers').flatMap((each) => textIn(each, 'targetGroupArn') ?? []);
  const values = {
    id: arn,
    name,
    desired_count: numberIn(item, 'desiredCount'),
    launch_type: textIn(item, 'launchType'),
    network_configuration: [{ subnets }],
    load_balancer: groups.map((group) => ({ target_group_arn: group })),
  };
  return [described('aws_ecs_service', name, arn, values), ...subnets.flatMap((id) => subnetOf(id))];
}

/** The node group of `aws eks describe-nodegroup`. Its auto-scaling groups are the same machines. */
export function eksNodeGroup(item: JsonRecord): readonly Described[] {
  const arn = textIn(item, 'nodegroupArn');
  if (arn === undefined) return [];
  const name = textIn(item, 'nodegroupName') ?? lastPart(arn);
  const scaling = recordOf(item['scalingConfig']);
  const subnets = textsOf(item['subnets']);
  const values = {
    id: arn,
    arn,
    scaling_config: [{ min_size: numberIn(scaling, 'minSize'), max_size: numberIn(scaling, 'maxSize') }],
    subnet_ids: subnets,
  };
  return [
    described('aws_eks_node_group', name, arn, values),
    ...subnets.flatMap((id) => subnetOf(id)),
    ...recordsIn(recordOf(item['resources']), 'autoScalingGroups').flatMap((group) =>
      memberOf(textIn(group, 'name')),
    ),
  ];
}
