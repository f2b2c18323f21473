import { assumed, imported } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import { instanceCount } from '../instance-count.js';
import { linkMany, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import { blockOf, blocksAsResources, isGiven } from './blocks.js';
import type { AzureContext, Workload } from './context.js';
import type { Front } from './front-legs.js';
import { zoneFields, zonesOf } from './placements.js';

const TYPE = 'azurerm_application_gateway';

/** Application gateways as load balancers that end connections, and who stands behind them. */
export function readApplicationGateways(
  workloads: readonly Workload[],
  context: AzureContext,
): readonly Front[] {
  return context.inventory.ofType(TYPE).map((resource) => ({
    nodeId: addNode(resource, context),
    resource,
    internal: !blocksAsResources(resource, 'frontend_ip_configuration').some((block) =>
      isGiven(block, 'public_ip_address_id'),
    ),
    ends: true,
    sticky: null,
    targets: workloads
      .filter(({ gateways }) => gateways.some(({ address }) => address === resource.address))
      .map(({ nodeId }) => nodeId),
  }));
}

function addNode(resource: Resource, { draft, inventory }: AzureContext): string {
  const { address, values } = resource;
  const scaling = blockOf(values, 'autoscale_configuration');
  const fixed = numberIn(blockOf(values, 'sku'), 'capacity');
  const { instances, origins } = instanceCount({
    address,
    min: numberIn(scaling, 'min_capacity') ?? fixed,
    max: numberIn(scaling, 'max_capacity') ?? fixed,
  });
  const inZones = zoneFields(zonesOf(resource), address);
  const nodeId = draft.idOf(address);
  const addresses = linkMany(inventory, resource, {
    path: ['frontend_ip_configuration', 'public_ip_address_id'],
    types: ['azurerm_public_ip'],
  }).targets;
  draft.addNode(
    {
      id: nodeId,
      kind: 'load-balancer',
      layer: 7,
      instances,
      ...inZones.fields,
      host: { profile: 'linux' },
    },
    {
      layer: imported(address),
      ...origins,
      ...inZones.origins,
      'host.profile': assumed(
        'Azure does not say how an application gateway takes its ports; as Linux does is assumed',
      ),
    },
    [resource, ...addresses],
  );
  return nodeId;
}

/** Gateways that backend pools belong to: the id of a pool begins with that of its gateway. */
export function applicationGatewaysAt(
  resource: Resource,
  path: readonly string[],
  { inventory }: AzureContext,
): readonly Resource[] {
  const byId = textsAt(resource.values, path).flatMap(
    (id) => inventory.byIdentity([TYPE], id.replace(/\/backendAddressPools\/.*$/i, '')) ?? [],
  );
  const linked = linkMany(inventory, resource, { path, types: [TYPE] }).targets;
  return [...new Map([...byId, ...linked].map((gateway) => [gateway.address, gateway])).values()];
}
