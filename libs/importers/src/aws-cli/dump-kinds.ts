import type { JsonRecord } from '../terraform/json-value.js';
import { classicLoadBalancer, listener, loadBalancer, targetGroup } from './balancer-dumps.js';
import type { Described } from './described.js';
import { networkAcl, securityGroup, vpcEndpoint } from './filter-dumps.js';
import { autoScalingGroup, ecsService, eksNodeGroup, reservation, scalingPolicy } from './machine-dumps.js';
import { elasticAddress, internetGateway, natGateway, subnet, vpc } from './network-dumps.js';
import { routeTable } from './route-dumps.js';

/** An output that is read. */
export interface DumpKind {
  readonly command: string;
  /** What one item of it tells; null where the output does not say of which resource it is. */
  readonly read: ((item: JsonRecord) => readonly Described[]) | null;
  /** Why nothing of it is read, where nothing is. */
  readonly leftOut?: string;
}

/** Outputs by the key that stands at their top. A new one is a new row. */
export const DUMP_KINDS = {
  NatGateways: { command: 'aws ec2 describe-nat-gateways', read: natGateway },
  Addresses: { command: 'aws ec2 describe-addresses', read: elasticAddress },
  RouteTables: { command: 'aws ec2 describe-route-tables', read: routeTable },
  Subnets: { command: 'aws ec2 describe-subnets', read: subnet },
  Vpcs: { command: 'aws ec2 describe-vpcs', read: vpc },
  InternetGateways: { command: 'aws ec2 describe-internet-gateways', read: internetGateway },
  NetworkAcls: { command: 'aws ec2 describe-network-acls', read: networkAcl },
  SecurityGroups: { command: 'aws ec2 describe-security-groups', read: securityGroup },
  VpcEndpoints: { command: 'aws ec2 describe-vpc-endpoints', read: vpcEndpoint },
  Reservations: { command: 'aws ec2 describe-instances', read: reservation },
  LoadBalancers: { command: 'aws elbv2 describe-load-balancers', read: loadBalancer },
  LoadBalancerDescriptions: { command: 'aws elb describe-load-balancers', read: classicLoadBalancer },
  LoadBalancerAttributes: {
    command: 'aws elb describe-load-balancer-attributes',
    read: null,
    leftOut: 'it does not say of which Classic Load Balancer it is; set idleTimeoutSeconds there',
  },
  TargetGroups: { command: 'aws elbv2 describe-target-groups', read: targetGroup },
  Listeners: { command: 'aws elbv2 describe-listeners', read: listener },
  Attributes: { command: 'aws elbv2 describe-load-balancer-attributes', read: null },
  TargetHealthDescriptions: { command: 'aws elbv2 describe-target-health', read: null },
  AutoScalingGroups: { command: 'aws autoscaling describe-auto-scaling-groups', read: autoScalingGroup },
  ScalingPolicies: { command: 'aws autoscaling describe-policies', read: scalingPolicy },
  services: { command: 'aws ecs describe-services', read: ecsService },
  nodegroup: { command: 'aws eks describe-nodegroup', read: eksNodeGroup },
} as const satisfies Readonly<Record<string, DumpKind>>;

export type DumpKey = keyof typeof DUMP_KINDS;

export function isDumpKey(key: string): key is DumpKey {
  return Object.hasOwn(DUMP_KINDS, key);
}
