import { shortId } from '../../draft/node-id.js';
import { assumed, type TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import { AclPath } from './acl-path.js';
import { ASSUMED } from './assumed-values.js';
import type { AwsContext, Workload } from './context.js';
import { addEgressLegs } from './egress-legs.js';
import { addFrontLegs } from './front-legs.js';
import { readLoadBalancers } from './load-balancers.js';
import { warnOfNarrowRanges } from './narrow-ranges.js';
import { readNatGateways } from './nat-gateways.js';
import { readNetworkAcls } from './network-acls.js';
import { readNetwork } from './network.js';
import { addUnusedAcls } from './unused-acls.js';
import { addVpcEndpoints } from './vpc-endpoints.js';
import { readWorkloads } from './workloads.js';

/** Puts what AWS resources tell into a draft: nodes first, then the legs between them. */
export function readAws(inventory: Inventory, draft: TopologyDraft): void {
  const context: AwsContext = { inventory, network: readNetwork(inventory), draft };
  const workloads = readWorkloads(context);
  const gateways = readNatGateways(workloads, context);
  const acls = readNetworkAcls(context);
  const path = new AclPath(acls, context);
  const served = addFrontLegs(readLoadBalancers(context), workloads, path, context);
  const calling = addEgressLegs(workloads, gateways, path, context);
  addVpcEndpoints(workloads, path, context);
  for (const workload of workloads) {
    for (const { subnet } of workload.placements) draft.understand(subnet, workload.nodeId);
    if (!served.has(workload.nodeId)) addOtherWork(workload, calling.has(workload.nodeId), context);
  }
  for (const { subnets, nodeId } of acls) for (const subnet of subnets) draft.understand(subnet, nodeId);
  addUnusedAcls(acls, context);
  addIdleClients(context);
  warnOfNarrowRanges(acls, context);
}

/** A workload without a load balancer works too: on a queue, by a schedule, behind a name. Its calls need a source. */
function addOtherWork({ nodeId, address }: Workload, calls: boolean, { draft }: AwsContext): void {
  if (!calls) {
    draft.warn({
      code: 'no-traffic',
      addresses: [address],
      message: `no load balancer of the document leads to ${address} and it has no way out: it has no traffic in the topology`,
    });
    return;
  }
  const source = shortId(`${nodeId}-work`);
  const { requestsPerSecond, frontResponseSeconds } = ASSUMED;
  const reason = `no load balancer of the document leads to ${address}: this stands for whatever makes it work, a queue, a schedule, callers inside`;
  draft.addNode({ id: source, kind: 'clients' }, { id: assumed(reason) });
  draft.addDemand(
    { source, requestsPerSecond: requestsPerSecond.value },
    { requestsPerSecond: assumed(requestsPerSecond.reason) },
  );
  draft.addLeg(
    {
      id: shortId(`${source}-to-${nodeId}`),
      from: source,
      to: nodeId,
      responseTimeSeconds: frontResponseSeconds.value,
    },
    { responseTimeSeconds: assumed(frontResponseSeconds.reason) },
  );
}

/** A forecast has at least one demand, also where nothing in the document says to whom it would go. */
function addIdleClients({ draft }: AwsContext): void {
  if (draft.demand.length > 0 || draft.nodes.length === 0) return;
  const { value, reason } = ASSUMED.requestsPerSecond;
  const idle = 'nothing in the document has traffic: let a leg lead from here to where it is';
  draft.addNode({ id: 'clients', kind: 'clients' }, { id: assumed(idle) });
  draft.addDemand({ source: 'clients', requestsPerSecond: value }, { requestsPerSecond: assumed(reason) });
}
