import type { LoadBalancerNode } from '@portplan/engine';
import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn, textIn, truthIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';
import { keepsClientAddress, targetGroupsOf } from './target-groups.js';

type BalancerType = 'application' | 'network' | 'gateway';

/** A load balancer that became a node. */
export interface Balancer {
  readonly nodeId: string;
  readonly resource: Resource;
  readonly type: BalancerType;
  readonly internal: boolean;
  readonly subnets: readonly Resource[];
  readonly targetGroups: readonly Resource[];
}

interface Shape {
  readonly fields: Omit<LoadBalancerNode, 'id' | 'kind' | 'profile'>;
  readonly origins: Origins;
}

interface ShapeInput {
  readonly resource: Resource;
  readonly zones: number;
  readonly targetGroups: readonly Resource[];
}

/** What a type of load balancer is in the catalogue, and which of its settings matter. */
const TYPES: Readonly<
  Record<BalancerType, { readonly profile: string; readonly shape: (input: ShapeInput) => Shape }>
> = {
  application: { profile: 'aws/alb', shape: applicationShape },
  network: { profile: 'aws/nlb', shape: networkShape },
  gateway: { profile: 'aws/gwlb', shape: () => ({ fields: {}, origins: {} }) },
};

/** Load balancers as nodes; who stands behind them is told by their target groups. */
export function readLoadBalancers(context: AwsContext): readonly Balancer[] {
  return context.inventory.ofType('aws_lb').map((resource) => readOne(resource, context));
}

function readOne(resource: Resource, context: AwsContext): Balancer {
  const { draft, inventory, network } = context;
  const nodeId = draft.idOf(resource.address);
  const given = textIn(resource.values, 'load_balancer_type');
  const type = given === 'network' || given === 'gateway' ? given : 'application';
  const subnets = [['subnets'], ['subnet_mapping', 'subnet_id']].flatMap(
    (path) => linkMany(inventory, resource, { path, types: ['aws_subnet'] }).targets,
  );
  const distinctSubnets = [...new Map(subnets.map((subnet) => [subnet.address, subnet])).values()];
  const zones = new Set(distinctSubnets.map((subnet) => network.zoneOf(subnet) ?? subnet.address)).size;
  const targetGroups = targetGroupsOf(resource, nodeId, context);
  const { profile, shape } = TYPES[type];
  const { fields, origins } = shape({ resource, zones, targetGroups });
  draft.addNode(
    { id: nodeId, kind: 'load-balancer', profile, ...fields },
    { profile: imported(resource.address), ...origins },
    [resource, ...targetGroups, ...distinctSubnets],
  );
  return {
    nodeId,
    resource,
    type,
    internal: truthIn(resource.values, 'internal') ?? false,
    subnets: distinctSubnets,
    targetGroups,
  };
}

function applicationShape({ resource, zones }: ShapeInput): Shape {
  const idleTimeoutSeconds = numberIn(resource.values, 'idle_timeout');
  const reason =
    zones === 0
      ? 'neither the zones nor the nodes of the load balancer are in the document'
      : `AWS runs one node or more in each of the ${String(zones)} zones; how many is nowhere said`;
  return {
    fields: {
      instances: Math.max(1, zones),
      ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds }),
    },
    origins: {
      instances: assumed(reason),
      ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds: imported(resource.address) }),
    },
  };
}

/** One address a zone; ports of its own only where it hides its clients from a target group. */
function networkShape({ resource, zones, targetGroups }: ShapeInput): Shape {
  const preservation = targetGroups.map((group) => ({ group, ...keepsClientAddress(group) }));
  const hiding = preservation.find(({ keeps }) => !keeps);
  const deciding = hiding ?? preservation[0];
  const where = zones === 0 ? {} : { zones, endpoints: zones };
  const whereOrigins: Origins =
    zones === 0
      ? {}
      : { zones: imported(resource.address), endpoints: imported(resource.address, 'one address a zone') };
  if (deciding === undefined) return { fields: where, origins: whereOrigins };
  const reason = `preserve_client_ip of ${deciding.group.address} is not in the document: AWS ${deciding.keeps ? 'keeps' : 'replaces'} client addresses for such targets by default`;
  return {
    fields: { ...where, snat: hiding !== undefined },
    origins: { ...whereOrigins, snat: deciding.told ? imported(deciding.group.address) : assumed(reason) },
  };
}
