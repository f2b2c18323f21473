import type { ResourceTypes } from '../resource.js';

const LOAD_BALANCER = [
  'arn',
  'id',
  'name',
  'load_balancer_type',
  'internal',
  'subnets',
  'subnet_mapping',
  'idle_timeout',
  'client_keep_alive',
] as const;
const LISTENER = [
  'arn',
  'id',
  'load_balancer_arn',
  'port',
  'protocol',
  'default_action',
  'tcp_idle_timeout_seconds',
] as const;
const LISTENER_RULE = ['listener_arn', 'action'] as const;
const TARGET_GROUP = [
  'arn',
  'id',
  'name',
  'port',
  'protocol',
  'protocol_version',
  'target_type',
  'preserve_client_ip',
  'stickiness',
] as const;
const TARGET_GROUP_ATTACHMENT = ['target_group_arn', 'target_id'] as const;
const BY_ARN = ['arn', 'id'] as const;
const BY_ID = ['id'] as const;

/**
 * The types that are read, and of each the attributes that are: nothing else is ever kept. Tags, user data, variables,
 * environments and task definitions are left out on purpose, they hold secrets.
 */
export const AWS_TYPES: ResourceTypes = {
  aws_vpc: { attributes: ['id', 'default_route_table_id', 'main_route_table_id'], identifiedBy: BY_ID },
  aws_internet_gateway: { attributes: ['id', 'vpc_id'], identifiedBy: BY_ID },
  aws_subnet: {
    attributes: ['id', 'vpc_id', 'availability_zone', 'availability_zone_id', 'map_public_ip_on_launch'],
    identifiedBy: BY_ID,
  },
  aws_eip: { attributes: ['id', 'allocation_id'], identifiedBy: ['id', 'allocation_id'] },
  aws_nat_gateway: {
    attributes: [
      'id',
      'connectivity_type',
      'allocation_id',
      'secondary_allocation_ids',
      'secondary_private_ip_address_count',
      'secondary_private_ip_addresses',
      'subnet_id',
      'vpc_id',
      'availability_mode',
      'availability_zone_address',
    ],
    identifiedBy: BY_ID,
  },
  aws_route_table: { attributes: ['id', 'vpc_id', 'route'], identifiedBy: BY_ID },
  aws_default_route_table: {
    attributes: ['id', 'vpc_id', 'default_route_table_id', 'route'],
    identifiedBy: BY_ID,
  },
  aws_main_route_table_association: { attributes: ['vpc_id', 'route_table_id'] },
  aws_route: {
    attributes: [
      'route_table_id',
      'destination_cidr_block',
      'nat_gateway_id',
      'gateway_id',
      'transit_gateway_id',
      'network_interface_id',
      'vpc_endpoint_id',
      'vpc_peering_connection_id',
      'local_gateway_id',
      'core_network_arn',
    ],
  },
  aws_route_table_association: { attributes: ['subnet_id', 'route_table_id'] },
  aws_lb: { attributes: LOAD_BALANCER, identifiedBy: BY_ARN },
  aws_alb: { attributes: LOAD_BALANCER, identifiedBy: BY_ARN, sameAs: 'aws_lb' },
  aws_lb_listener: { attributes: LISTENER, identifiedBy: BY_ARN },
  aws_alb_listener: { attributes: LISTENER, identifiedBy: BY_ARN, sameAs: 'aws_lb_listener' },
  aws_lb_listener_rule: { attributes: LISTENER_RULE },
  aws_alb_listener_rule: { attributes: LISTENER_RULE, sameAs: 'aws_lb_listener_rule' },
  aws_lb_target_group: { attributes: TARGET_GROUP, identifiedBy: BY_ARN },
  aws_alb_target_group: { attributes: TARGET_GROUP, identifiedBy: BY_ARN, sameAs: 'aws_lb_target_group' },
  aws_lb_target_group_attachment: { attributes: TARGET_GROUP_ATTACHMENT },
  aws_alb_target_group_attachment: {
    attributes: TARGET_GROUP_ATTACHMENT,
    sameAs: 'aws_lb_target_group_attachment',
  },
  aws_elb: {
    attributes: [
      'id',
      'arn',
      'name',
      'internal',
      'subnets',
      'availability_zones',
      'instances',
      'idle_timeout',
      'listener',
    ],
    identifiedBy: ['id', 'name', 'arn'],
  },
  aws_elb_attachment: { attributes: ['elb', 'instance'] },
  aws_autoscaling_group: {
    attributes: [
      'id',
      'arn',
      'name',
      'min_size',
      'max_size',
      'desired_capacity',
      'vpc_zone_identifier',
      'target_group_arns',
      'load_balancers',
      'traffic_source',
      'launch_template',
      'mixed_instances_policy',
    ],
    identifiedBy: ['id', 'name', 'arn'],
  },
  aws_autoscaling_attachment: {
    attributes: ['autoscaling_group_name', 'elb', 'lb_target_group_arn', 'alb_target_group_arn'],
  },
  aws_autoscaling_traffic_source_attachment: { attributes: ['autoscaling_group_name', 'traffic_source'] },
  aws_autoscaling_policy: {
    attributes: ['autoscaling_group_name', 'policy_type', 'target_tracking_configuration'],
  },
  aws_launch_template: { attributes: ['id', 'name'], identifiedBy: ['id', 'name'] },
  aws_instance: { attributes: ['id', 'subnet_id'], identifiedBy: BY_ID },
  aws_ecs_service: {
    attributes: ['id', 'name', 'desired_count', 'launch_type', 'network_configuration', 'load_balancer'],
    identifiedBy: ['id', 'name'],
  },
  aws_appautoscaling_target: {
    attributes: ['service_namespace', 'resource_id', 'min_capacity', 'max_capacity'],
  },
  aws_appautoscaling_policy: { attributes: ['resource_id', 'target_tracking_scaling_policy_configuration'] },
  aws_eks_node_group: { attributes: ['id', 'arn', 'scaling_config', 'subnet_ids'], identifiedBy: BY_ARN },
  aws_vpc_endpoint: {
    attributes: ['id', 'service_name', 'vpc_endpoint_type', 'route_table_ids', 'subnet_ids'],
    identifiedBy: BY_ID,
  },
  aws_network_acl: { attributes: ['id', 'vpc_id', 'subnet_ids', 'ingress', 'egress'], identifiedBy: BY_ID },
  aws_default_network_acl: {
    attributes: ['id', 'vpc_id', 'default_network_acl_id', 'subnet_ids', 'ingress', 'egress'],
    identifiedBy: BY_ID,
  },
  aws_network_acl_rule: {
    attributes: [
      'network_acl_id',
      'rule_number',
      'egress',
      'protocol',
      'rule_action',
      'cidr_block',
      'ipv6_cidr_block',
      'from_port',
      'to_port',
    ],
  },
  aws_network_acl_association: { attributes: ['network_acl_id', 'subnet_id'] },
};

/** Why resources of some types are not in a topology; the first pattern that matches tells. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^aws_.*security_group/, 'security groups track connections and let replies through: they take no ports'],
  [/^aws_vpc$/, 'a network has no ports of its own'],
  [/^aws_subnet$/, 'nothing of the topology stands in it'],
  [/^aws_internet_gateway$/, 'it translates one address to one address: it takes no ports'],
  [/egress_only_internet_gateway/, 'IPv6 leaves without translation'],
  [/^aws_(main_)?route(_table.*)?$|^aws_default_route_table$/, 'no traffic of the topology takes this route'],
  [/^aws_eip(_association)?$/, 'no NAT gateway uses this address'],
  [/^aws_iam_|policy_document/, 'permissions carry no connections'],
  [
    /^aws_(cloudwatch|flow_log|sns|sqs|kms|s3|ssm|secretsmanager)/,
    'a service that the topology reaches, if at all, as an external destination',
  ],
  [
    /^aws_(app)?autoscaling_(policy|scheduled?_action|schedule|target)/,
    'says when a group grows, not by how many requests per second',
  ],
  [/^aws_(ecs|eks)_cluster/, 'what stands in the cluster opens connections, not the cluster itself'],
  [/^aws_ecs_task_definition$/, 'holds secrets and is not read'],
  [
    /^aws_lambda_function$/,
    'how many run at once is not known: where functions leave through a subnet with a NAT gateway, add them as a backend with a leg through it',
  ],
  [/^aws_(customer|vpn|dx)_/, 'leads to networks of one’s own without translation'],
  [
    /^aws_(db|rds|elasticache|opensearch|docdb|neptune|redshift)_/,
    'reached on private addresses, not through NAT: add it as an external node where connections to it matter',
  ],
];

/** Why a resource is not in the topology; undefined where there is nothing more to say than that nothing uses it. */
export function reasonForLeavingOut(type: string): string | undefined {
  return LEFT_OUT.find(([pattern]) => pattern.test(type))?.[1];
}
