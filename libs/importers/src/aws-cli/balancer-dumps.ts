import { numberIn, textIn } from '../terraform/attribute.js';
import { textsOf, type JsonRecord } from '../terraform/json-value.js';
import { derived, described, lastPart, leftOut, recordsIn, textWithin, type Described } from './described.js';
import { subnetOf, vpcOf } from './network-dumps.js';

/** One of `aws elbv2 describe-load-balancers`. */
export function loadBalancer(item: JsonRecord): readonly Described[] {
  const arn = textIn(item, 'LoadBalancerArn');
  if (arn === undefined) return [];
  const name = textIn(item, 'LoadBalancerName') ?? lastPart(arn);
  const state = textWithin(item, 'State', 'Code');
  if (state === 'failed') return [leftOut('aws_lb', name, arn, 'its State is failed: it balances nothing')];
  const zones = recordsIn(item, 'AvailabilityZones');
  const values = {
    arn,
    id: arn,
    name,
    load_balancer_type: textIn(item, 'Type'),
    internal: textIn(item, 'Scheme') === 'internal',
    subnets: zones.flatMap((zone) => textIn(zone, 'SubnetId') ?? []),
  };
  return [
    described('aws_lb', name, arn, values),
    ...zones.flatMap((zone) => subnetOf(textIn(zone, 'SubnetId'), textIn(zone, 'ZoneName'))),
    ...vpcOf(item),
  ];
}

/** One of `aws elb describe-load-balancers`, which are the Classic ones, with the machines that are registered. */
export function classicLoadBalancer(item: JsonRecord): readonly Described[] {
  const name = textIn(item, 'LoadBalancerName');
  if (name === undefined) return [];
  const subnets = textsOf(item['Subnets']);
  const values = {
    id: name,
    name,
    internal: textIn(item, 'Scheme') === 'internal',
    subnets,
    availability_zones: textsOf(item['AvailabilityZones']),
    listener: recordsIn(item, 'ListenerDescriptions').map((each) => ({
      lb_protocol: textWithin(each, 'Listener', 'Protocol'),
      instance_protocol: textWithin(each, 'Listener', 'InstanceProtocol'),
    })),
  };
  return [
    described('aws_elb', name, name, values),
    ...recordsIn(item, 'Instances').flatMap((instance) => {
      const id = textIn(instance, 'InstanceId');
      return id === undefined
        ? []
        : [derived('aws_elb_attachment', `${name}-${id}`, { elb: name, instance: id })];
    }),
    ...subnets.flatMap((subnet) => subnetOf(subnet)),
    ...vpcOf({ VpcId: item['VPCId'] }),
  ];
}

/** One of `aws elbv2 describe-target-groups`, which names the load balancers that forward to it. */
export function targetGroup(item: JsonRecord): readonly Described[] {
  const arn = textIn(item, 'TargetGroupArn');
  if (arn === undefined) return [];
  const name = textIn(item, 'TargetGroupName') ?? lastPart(arn);
  const values = {
    arn,
    id: arn,
    name,
    port: numberIn(item, 'Port'),
    protocol: textIn(item, 'Protocol'),
    protocol_version: textIn(item, 'ProtocolVersion'),
    target_type: textIn(item, 'TargetType'),
  };
  return [
    described('aws_lb_target_group', name, arn, values),
    ...textsOf(item['LoadBalancerArns']).map((balancer) =>
      derived('aws_lb_listener', `${lastPart(balancer)}-to-${lastPart(arn)}`, forwarding(balancer, arn)),
    ),
  ];
}

function forwarding(balancer: string, group: string): JsonRecord {
  return { load_balancer_arn: balancer, default_action: [{ type: 'forward', target_group_arn: group }] };
}

/** One of `aws elbv2 describe-listeners`. */
export function listener(item: JsonRecord): readonly Described[] {
  const arn = textIn(item, 'ListenerArn');
  if (arn === undefined) return [];
  const values = {
    arn,
    id: arn,
    load_balancer_arn: textIn(item, 'LoadBalancerArn'),
    default_action: recordsIn(item, 'DefaultActions').flatMap((action) => actionsOf(action)),
  };
  return [described('aws_lb_listener', lastPart(arn), arn, values)];
}

function actionsOf(action: JsonRecord): readonly JsonRecord[] {
  const forward = action['ForwardConfig'];
  const groups = recordsIn({ ...(typeof forward === 'object' ? forward : {}) }, 'TargetGroups');
  const arns = [textIn(action, 'TargetGroupArn'), ...groups.map((group) => textIn(group, 'TargetGroupArn'))];
  return [...new Set(arns)].flatMap((arn) =>
    arn === undefined ? [] : [{ type: 'forward', target_group_arn: arn }],
  );
}
