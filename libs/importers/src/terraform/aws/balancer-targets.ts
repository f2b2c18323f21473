import { assumed, imported } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { ASSUMED, ASSUMED_HOST } from '../assumed-values.js';
import type { AwsContext, Workload } from './context.js';
import type { Balancer } from './load-balancers.js';

/** A node behind a load balancer, with the target group that leads to it. */
export interface BalancerTarget {
  readonly nodeId: string;
  readonly subnets: readonly Resource[];
  readonly group: Resource;
  /** Why it is only assumed that the target group leads there. */
  readonly assumed?: string;
}

/** What a load balancer forwards to: workloads, other load balancers, or targets that the document does not have. */
export function balancerTargets(
  { targetGroups }: Balancer,
  balancers: readonly Balancer[],
  workloads: readonly Workload[],
  context: AwsContext,
): readonly BalancerTarget[] {
  const targets = targetGroups.flatMap((group): readonly BalancerTarget[] => {
    const behind = [...workloadsOf(group, workloads), ...balancersOf(group, balancers, context)];
    return behind.length > 0 ? behind : [unknownTargets(group, context)];
  });
  return [...new Map(targets.map((target) => [target.nodeId, target])).values()];
}

function workloadsOf(group: Resource, workloads: readonly Workload[]): readonly BalancerTarget[] {
  return workloads
    .filter(({ targetGroups }) => targetGroups.some(({ address }) => address === group.address))
    .map(({ nodeId, placements, assumed: { targetGroups: reason } = {} }) => ({
      nodeId,
      subnets: placements.map(({ subnet }) => subnet),
      group,
      ...(reason === undefined ? {} : { assumed: reason }),
    }));
}

/** Application load balancers as targets of a network load balancer (`target_type = "alb"`). */
function balancersOf(
  group: Resource,
  balancers: readonly Balancer[],
  { inventory, draft }: AwsContext,
): readonly BalancerTarget[] {
  return inventory.ofType('aws_lb_target_group_attachment').flatMap((attachment) => {
    const target = linkOne(inventory, attachment, { path: ['target_id'], types: ['aws_lb'] }).targets[0];
    const balancer = balancers.find(({ resource }) => resource.address === target?.address);
    if (groupOf(attachment, inventory) !== group.address || balancer === undefined) return [];
    draft.understand(attachment, balancer.nodeId);
    return [{ nodeId: balancer.nodeId, subnets: balancer.subnets, group }];
  });
}

/** A target group whose targets the document does not have, only, at best, that they are registered: by address, by a controller. */
function unknownTargets(group: Resource, { draft, inventory }: AwsContext): BalancerTarget {
  const nodeId = draft.idOf(`${group.address}.targets`);
  if (draft.hasNode(nodeId)) return { nodeId, subnets: [], group };
  const reason = `the targets of ${group.address} are not in the document`;
  const registered = inventory
    .ofType('aws_lb_target_group_attachment')
    .filter((attachment) => groupOf(attachment, inventory) === group.address);
  const counted = registered.length > 0;
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances: counted ? registered.length : ASSUMED.instances.value,
      host: { profile: 'linux' },
    },
    {
      id: assumed(reason),
      instances: counted ? imported(group.address, 'targets that are registered there') : assumed(reason),
      'host.profile': assumed(ASSUMED_HOST),
    },
    registered,
  );
  return { nodeId, subnets: [], group };
}

function groupOf(attachment: Resource, inventory: Inventory): string | undefined {
  return linkOne(inventory, attachment, { path: ['target_group_arn'], types: ['aws_lb_target_group'] })
    .targets[0]?.address;
}
