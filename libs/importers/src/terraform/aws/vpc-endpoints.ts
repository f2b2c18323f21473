import { shortId } from '../../draft/node-id.js';
import { assumed, imported } from '../../draft/topology-draft.js';
import { textIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import type { AclPath } from './acl-path.js';
import { ASSUMED, ASSUMED_EGRESS_REUSE } from '../assumed-values.js';
import type { AwsContext, Workload } from './context.js';

/** `com.amazonaws.eu-west-1.s3`; names of endpoint services of others are not shown. */
const AWS_SERVICE = /^com\.amazonaws\.[a-z0-9-]+\.([a-z0-9.-]+)$/;

/**
 * VPC endpoints as external destinations that are reached without a NAT gateway: gateway endpoints from every workload
 * whose route tables have them. Who uses an interface endpoint is told by names, not by a plan.
 */
export function addVpcEndpoints(workloads: readonly Workload[], acls: AclPath, context: AwsContext): void {
  for (const endpoint of context.inventory.ofType('aws_vpc_endpoint'))
    addEndpoint(endpoint, workloads, acls, context);
}

function addEndpoint(
  endpoint: Resource,
  workloads: readonly Workload[],
  acls: AclPath,
  context: AwsContext,
): void {
  const { draft, inventory, network } = context;
  const id = draft.idOf(endpoint.address);
  const service = AWS_SERVICE.exec(textIn(endpoint.values, 'service_name') ?? '')?.[1];
  draft.addNode(
    {
      id,
      kind: 'external',
      endpoints: ASSUMED.externalEndpoints.value,
      ...(service === undefined
        ? {}
        : { description: `${service}, through a VPC endpoint: not through a NAT gateway` }),
    },
    { endpoints: assumed(ASSUMED.externalEndpoints.reason) },
    [endpoint],
  );
  const tables = linkMany(inventory, endpoint, {
    path: ['route_table_ids'],
    types: ['aws_route_table', 'aws_default_route_table'],
  });
  const reached = new Set(tables.targets.map(({ address }) => address));
  for (const workload of workloads) {
    const subnets = workload.placements.map(({ subnet }) => subnet);
    const all =
      subnets.length > 0 &&
      subnets.every(({ address }) => reached.has(network.routing.get(address)?.table.address ?? ''));
    if (!all) continue;
    const via = acls.before(subnets);
    draft.addLeg(
      {
        id: shortId(`${workload.nodeId}-to-${id}`),
        from: workload.nodeId,
        to: id,
        ...(via.length === 0 ? {} : { via }),
        callsPerRequest: ASSUMED.callsPerRequest.value,
        responseTimeSeconds: ASSUMED.externalResponseSeconds.value,
        connections: { reuse: 'none' },
      },
      {
        to: imported(endpoint.address),
        callsPerRequest: assumed(ASSUMED.callsPerRequest.reason),
        responseTimeSeconds: assumed(ASSUMED.externalResponseSeconds.reason),
        'connections.reuse': assumed(ASSUMED_EGRESS_REUSE),
      },
    );
  }
}
