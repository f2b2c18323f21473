import { assumed, imported } from '../../draft/topology-draft.js';
import { groupBy } from '../group-by.js';
import { linkOne } from '../link.js';
import { baseAddress } from '../module-path.js';
import type { Resource } from '../resource.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import { zoneCount } from './auto-scaling.js';
import type { AwsContext, Workload } from './context.js';

/** Single machines; those of one resource with `count` or `for_each` are the instances of one backend. */
export function readInstances(instances: readonly Resource[], context: AwsContext): readonly Workload[] {
  const groups = groupBy(instances, ({ module, type, name }) => baseAddress(module, type, name));
  return [...groups].map(([base, members]) => readMembers(base, members, context));
}

function readMembers(base: string, members: readonly Resource[], context: AwsContext): Workload {
  const { draft, inventory } = context;
  const placements = members.flatMap((member) => {
    const subnet = linkOne(inventory, member, { path: ['subnet_id'], types: ['aws_subnet'] }).targets[0];
    return subnet === undefined ? [] : [{ subnet, weight: 1 / members.length }];
  });
  const zones = zoneCount(placements, context);
  const nodeId = draft.idOf(base);
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances: members.length,
      ...(zones === null ? {} : { zones }),
      host: { profile: 'linux' },
    },
    {
      instances: imported(base),
      ...(zones === null ? {} : { zones: imported(base) }),
      'host.profile': assumed(ASSUMED_HOST),
    },
    members,
  );
  return { nodeId, address: base, placements, targetGroups: targetGroupsOf(members, nodeId, context) };
}

function targetGroupsOf(
  members: readonly Resource[],
  nodeId: string,
  { inventory, draft }: AwsContext,
): readonly Resource[] {
  const addresses = new Set(members.map(({ address }) => address));
  const targets = inventory.ofType('aws_lb_target_group_attachment').flatMap((attachment) => {
    const target = linkOne(inventory, attachment, { path: ['target_id'], types: ['aws_instance'] })
      .targets[0];
    if (target === undefined || !addresses.has(target.address)) return [];
    draft.understand(attachment, nodeId);
    return linkOne(inventory, attachment, { path: ['target_group_arn'], types: ['aws_lb_target_group'] })
      .targets;
  });
  return [...new Map(targets.map((target) => [target.address, target])).values()];
}
