import type { Instances, TopologyNode } from '@portplan/engine';
import { assumed, imported } from '../../draft/topology-draft.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import { textIn } from '../attribute.js';
import { groupBy } from '../group-by.js';
import { baseAddress } from '../module-path.js';
import type { Resource } from '../resource.js';
import type { GoogleContext, Workload } from './context.js';
import { regionOfResource } from './google-names.js';
import { hasAliasRange, merged, placementOfMachine } from './placements.js';

const INSTANCE_GROUP = 'google_compute_instance_group';

/** Single machines; those of one resource with `count` or `for_each` are the instances of one node. */
export function readInstances(context: GoogleContext): readonly Workload[] {
  const running = context.inventory.ofType('google_compute_instance').filter((instance) => {
    const stopped = textIn(instance.values, 'desired_status') === 'TERMINATED';
    if (stopped) context.draft.leaveOut(instance, 'desired_status is TERMINATED: the machine does not run');
    return !stopped;
  });
  const groups = groupBy(running, ({ module, type, name }) => baseAddress(module, type, name));
  return [...groups].map(([base, members]) => readMembers(base, members, context));
}

function readMembers(base: string, members: readonly Resource[], context: GoogleContext): Workload {
  const { draft } = context;
  const nodeId = draft.idOf(base);
  const containerHosts = members.some(hasAliasRange);
  const zones = new Set(members.map(({ values }) => textIn(values, 'zone')));
  draft.addNode(
    machines(nodeId, containerHosts, members.length, zones.has(undefined) ? null : zones.size),
    {
      ...(containerHosts
        ? { kind: imported(base, 'its machines have ranges of addresses for containers') }
        : {}),
      instances: imported(base),
      ...(zones.has(undefined) || containerHosts ? {} : { zones: imported(base) }),
      'host.profile': assumed(ASSUMED_HOST),
    },
    members,
  );
  return {
    nodeId,
    address: base,
    placements: merged(
      members.map((member) =>
        placementOfMachine(member, regionOfResource(member), 1 / members.length, context),
      ),
    ),
    groups: [...members, ...groupsOf(members, nodeId, context)],
    most: members.length,
    containerHosts,
  };
}

/** A node of machines: those with ranges of addresses for containers are a cluster, whatever runs the containers. */
export function machines(
  id: string,
  containerHosts: boolean,
  instances: Instances,
  zones: number | null,
): TopologyNode {
  const host = { profile: 'linux' };
  return containerHosts
    ? { id, kind: 'cluster', instances, host }
    : { id, kind: 'backend', instances, ...(zones === null ? {} : { zones }), host };
}

/** Unmanaged groups that list one of the machines. */
function groupsOf(
  members: readonly Resource[],
  nodeId: string,
  { inventory, names, draft }: GoogleContext,
): readonly Resource[] {
  const addresses = new Set(members.map(({ address }) => address));
  const groups = inventory
    .ofType(INSTANCE_GROUP)
    .filter((group) =>
      names
        .many(group, { path: ['instances'], types: ['google_compute_instance'] })
        .targets.some(({ address }) => addresses.has(address)),
    );
  for (const group of groups) draft.understand(group, nodeId);
  return groups;
}
