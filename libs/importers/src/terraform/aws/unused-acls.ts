import { shortId } from '../../draft/node-id.js';
import { assumed, imported } from '../../draft/topology-draft.js';
import { ASSUMED, ASSUMED_FRONT_REUSE, ASSUMED_HOST } from '../assumed-values.js';
import type { AwsContext } from './context.js';
import { serves } from './narrow-ranges.js';
import type { NetworkAcl } from './network-acls.js';

/**
 * Traffic for ACLs before public subnets in which the document has no machine: without it nothing would be asked of
 * their return ranges.
 */
export function addUnusedAcls(acls: readonly NetworkAcl[], context: AwsContext): void {
  const { draft } = context;
  const used = new Set(draft.legs.flatMap(({ item }) => item.via ?? []));
  for (const acl of acls) {
    if (!used.has(acl.nodeId) && serves(acl, context)) addTraffic(acl, context);
  }
}

function addTraffic({ nodeId, resource }: NetworkAcl, { draft }: AwsContext): void {
  const from = shortId(`${nodeId}-clients`);
  const to = shortId(`${nodeId}-services`);
  const reason = `${resource.address} lets anyone in to its subnets, in which the document has no machine: this stands for what is there`;
  const { requestsPerSecond, instances, frontResponseSeconds } = ASSUMED;
  draft.addNode({ id: from, kind: 'clients' }, { id: assumed(reason) });
  draft.addNode(
    { id: to, kind: 'backend', instances: instances.value, host: { profile: 'linux' } },
    { id: assumed(reason), instances: assumed(reason), 'host.profile': assumed(ASSUMED_HOST) },
  );
  draft.addDemand(
    { source: from, requestsPerSecond: requestsPerSecond.value },
    { requestsPerSecond: assumed(requestsPerSecond.reason) },
  );
  draft.addLeg(
    {
      id: shortId(`${from}-to-${to}`),
      from,
      to,
      via: [nodeId],
      responseTimeSeconds: frontResponseSeconds.value,
      connections: { reuse: 'none' },
    },
    {
      via: imported(resource.address),
      responseTimeSeconds: assumed(frontResponseSeconds.reason),
      'connections.reuse': assumed(ASSUMED_FRONT_REUSE),
    },
  );
}
