import type { TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import { addOtherWork } from '../unknown-callers.js';
import { readCloudNats } from './cloud-nats.js';
import { readCloudRun } from './cloud-run.js';
import type { GoogleContext } from './context.js';
import { addEgressLegs } from './egress-legs.js';
import { addFrontLegs } from './front-legs.js';
import { GoogleNames } from './google-names.js';
import { readInstanceGroups } from './instance-groups.js';
import { readInstances } from './instances.js';
import { readLoadBalancers } from './load-balancers.js';
import { readNodePools } from './node-pools.js';

/** Puts what resources of Google tell into a draft: nodes first, then the legs between them. */
export function readGoogle(inventory: Inventory, draft: TopologyDraft): void {
  const context: GoogleContext = { inventory, names: new GoogleNames(inventory), draft };
  const workloads = [readInstanceGroups, readInstances, readNodePools, readCloudRun].flatMap((read) =>
    read(context),
  );
  const nats = readCloudNats(workloads, context);
  const served = addFrontLegs(readLoadBalancers(context), workloads, context);
  const calling = addEgressLegs(workloads, nats, context);
  for (const workload of workloads) {
    if (!served.has(workload.nodeId)) addOtherWork(workload, calling.has(workload.nodeId), draft);
  }
}
