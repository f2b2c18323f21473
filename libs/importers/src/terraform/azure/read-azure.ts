import type { TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import { addOtherWork } from '../unknown-callers.js';
import { readApplicationGateways } from './application-gateways.js';
import type { AzureContext } from './context.js';
import { addEgressLegs } from './egress-legs.js';
import { readFirewalls } from './firewalls.js';
import { addFrontLegs } from './front-legs.js';
import { readLoadBalancers } from './load-balancers.js';
import { readNatGateways } from './nat-gateways.js';
import { readPoolExits } from './outbound-rules.js';
import { readWorkloads } from './workloads.js';

/** Puts what Azure's resources tell into a draft: nodes first, then the legs between them. */
export function readAzure(inventory: Inventory, draft: TopologyDraft): void {
  const context: AzureContext = { inventory, draft };
  const workloads = readWorkloads(context);
  const gateways = readNatGateways(context);
  const firewalls = readFirewalls(gateways, context);
  const pools = readPoolExits(context);
  const fronts = [...readApplicationGateways(workloads, context), ...readLoadBalancers(workloads, context)];
  const served = addFrontLegs(fronts, draft);
  const calling = addEgressLegs(workloads, { gateways, firewalls, pools }, context);
  for (const workload of workloads) {
    if (!served.has(workload.nodeId)) addOtherWork(workload, calling.has(workload.nodeId), draft);
  }
}
