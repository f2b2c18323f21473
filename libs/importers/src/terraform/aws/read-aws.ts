import type { TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import { addOtherWork } from '../unknown-callers.js';
import { AclPath } from './acl-path.js';
import type { AwsContext } from './context.js';
import { addClassicLoadBalancers } from './classic-load-balancers.js';
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
  const served = new Set([
    ...addFrontLegs(readLoadBalancers(context), workloads, path, context),
    ...addClassicLoadBalancers(workloads, path, context),
  ]);
  const calling = addEgressLegs(workloads, gateways, path, context);
  addVpcEndpoints(workloads, path, context);
  for (const workload of workloads) {
    for (const { subnet } of workload.placements) draft.understand(subnet, workload.nodeId);
    if (!served.has(workload.nodeId)) addOtherWork(workload, calling.has(workload.nodeId), draft);
  }
  for (const { subnets, nodeId } of acls) for (const subnet of subnets) draft.understand(subnet, nodeId);
  addUnusedAcls(acls, context);
  warnOfNarrowRanges(acls, context);
}
