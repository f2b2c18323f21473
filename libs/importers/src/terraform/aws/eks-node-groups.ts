import { assumed } from '../../draft/topology-draft.js';
import { recordOf, listOf } from '../json-value.js';
import { numberIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import { evenly } from './auto-scaling.js';
import type { AwsContext, Workload } from './context.js';
import { instanceCount } from '../instance-count.js';

/** EKS node groups as clusters: the containers of a machine share its ports. */
export function readEksNodeGroups(groups: readonly Resource[], context: AwsContext): readonly Workload[] {
  return groups.flatMap((group) => readGroup(group, context));
}

function readGroup(group: Resource, { draft, inventory }: AwsContext): readonly Workload[] {
  const scaling = recordOf(listOf(group.values['scaling_config'])[0]);
  const max = numberIn(scaling, 'max_size');
  if (max !== undefined && max < 1) {
    draft.leaveOut(group, `max_size is ${String(max)}: the group never has a machine`);
    return [];
  }
  const count = instanceCount({ address: group.address, min: numberIn(scaling, 'min_size'), max });
  const nodeId = draft.idOf(group.address);
  draft.addNode(
    { id: nodeId, kind: 'cluster', instances: count.instances, host: { profile: 'linux' } },
    {
      ...count.origins,
      'host.profile': assumed('a node group does not say which operating system its machines run'),
    },
    [group],
  );
  const placements = evenly(
    linkMany(inventory, group, { path: ['subnet_ids'], types: ['aws_subnet'] }).targets,
  );
  return [{ nodeId, address: group.address, placements, targetGroups: [] }];
}
