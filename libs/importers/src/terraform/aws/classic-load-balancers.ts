import type { Connections } from '@portplan/engine';
import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { ASSUMED_FRONT_REUSE, ASSUMED_HOST } from '../assumed-values.js';
import { numberIn, truthIn } from '../attribute.js';
import { addBalancerClients, addFrontLeg, alongside } from '../front-leg.js';
import { linkMany, linkOne, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import { eachOnce, type AclPath } from './acl-path.js';
import type { AwsContext, Workload } from './context.js';

const CLASSIC = ['aws_elb'] as const;
const INSTANCE = ['aws_instance'] as const;

/**
 * Classic Load Balancers: connections end at them whatever the protocol, and those to machines come from their own
 * addresses. Only listeners of HTTP keep connections to machines.
 *
 * @returns the ids of the nodes that have traffic by them
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
 */
export function addClassicLoadBalancers(
  workloads: readonly Workload[],
  acls: AclPath,
  context: AwsContext,
): ReadonlySet<string> {
  return new Set(context.inventory.ofType('aws_elb').flatMap((elb) => addOne(elb, workloads, acls, context)));
}

function addOne(
  resource: Resource,
  workloads: readonly Workload[],
  acls: AclPath,
  context: AwsContext,
): readonly string[] {
  const { draft, inventory } = context;
  const nodeId = draft.idOf(resource.address);
  const subnets = linkMany(inventory, resource, { path: ['subnets'], types: ['aws_subnet'] }).targets;
  addNode(resource, nodeId, subnets, context);
  const served = new Set(membersOf(resource, nodeId, context));
  const targets = workloads.filter((workload) => served.has(workload.nodeId));
  if (targets.length === 0) {
    draft.warn({
      code: 'no-traffic',
      addresses: [resource.address],
      message: `what ${resource.address} forwards to is not in the document: it has no traffic in the topology`,
    });
    return [];
  }
  const internal = truthIn(resource.values, 'internal') ?? false;
  const front = acls.before(subnets);
  addFrontLeg(
    {
      from: addBalancerClients({ nodeId, resource, internal }, draft),
      to: nodeId,
      via: front,
      ...connectionsOf(resource, 'lb_protocol'),
    },
    draft,
  );
  for (const { nodeId: to, placements } of targets) {
    const behind = acls.before(placements.map(({ subnet }) => subnet));
    addFrontLeg(
      {
        from: nodeId,
        to,
        via: eachOnce([...front, ...behind]),
        ...connectionsOf(resource, 'instance_protocol'),
        ...alongside(targets.length, null),
      },
      draft,
    );
  }
  return [...served];
}

function addNode(
  resource: Resource,
  nodeId: string,
  subnets: readonly Resource[],
  { draft, network }: AwsContext,
): void {
  const idleTimeoutSeconds = numberIn(resource.values, 'idle_timeout');
  const zones = new Set([
    ...subnets.map((subnet) => network.zoneOf(subnet) ?? subnet.address),
    ...(subnets.length === 0 ? textsAt(resource.values, ['availability_zones']) : []),
  ]).size;
  draft.addNode(
    {
      id: nodeId,
      kind: 'load-balancer',
      layer: 7,
      instances: Math.max(1, zones),
      ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds }),
      host: { profile: 'linux' },
    },
    {
      layer: imported(resource.address, 'connections end at a Classic Load Balancer'),
      instances: assumed('AWS runs one node or more in each zone; how many is nowhere said'),
      ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds: imported(resource.address) }),
      'host.profile': assumed(ASSUMED_HOST),
    },
    [resource, ...subnets],
  );
}

/** Nodes of the machines and groups that are registered, by attributes of either side or by attachments. */
function membersOf(elb: Resource, nodeId: string, { inventory, draft }: AwsContext): readonly string[] {
  const isOf = (resource: Resource, name: string): boolean =>
    linkMany(inventory, resource, { path: [name], types: CLASSIC }).targets.some(
      ({ address }) => address === elb.address,
    );
  const attached = (
    type: string,
    name: string,
    path: string,
    types: readonly string[],
  ): readonly Resource[] =>
    inventory
      .ofType(type)
      .filter((attachment) => isOf(attachment, name))
      .flatMap((attachment) => {
        draft.understand(attachment, nodeId);
        return linkOne(inventory, attachment, { path: [path], types }).targets;
      });
  const members = [
    ...linkMany(inventory, elb, { path: ['instances'], types: INSTANCE }).targets,
    ...attached('aws_elb_attachment', 'elb', 'instance', INSTANCE),
    ...attached('aws_autoscaling_attachment', 'elb', 'autoscaling_group_name', ['aws_autoscaling_group']),
    ...inventory.ofType('aws_autoscaling_group').filter((group) => isOf(group, 'load_balancers')),
  ];
  const addresses = new Set(members.map(({ address }) => address));
  return draft.understood.filter(({ address }) => addresses.has(address)).map(({ as }) => as);
}

/** Kept for the idle timeout where a listener speaks HTTP on that side; else one for each of a client. */
function connectionsOf(
  { values, address }: Resource,
  side: 'lb_protocol' | 'instance_protocol',
): { readonly connections: Connections; readonly origins: Origins } {
  const speaksHttp = textsAt(values, ['listener', side]).some((protocol) => /^https?$/i.test(protocol));
  if (!speaksHttp)
    return {
      connections: { reuse: 'none' },
      origins: { 'connections.reuse': assumed(ASSUMED_FRONT_REUSE) },
    };
  const idleTimeoutSeconds = numberIn(values, 'idle_timeout');
  return {
    connections: { reuse: 'keep-alive', ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds }) },
    origins: {
      'connections.reuse': assumed('clients and Classic Load Balancers keep connections over HTTP'),
      ...(idleTimeoutSeconds === undefined ? {} : { 'connections.idleTimeoutSeconds': imported(address) }),
    },
  };
}
