import { assumed, imported } from '../../draft/topology-draft.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import { groupBy } from '../group-by.js';
import { linkMany, linkOne } from '../link.js';
import { baseAddress } from '../module-path.js';
import type { Resource } from '../resource.js';
import { applicationGatewaysAt } from './application-gateways.js';
import { blocksAsResources, isGiven } from './blocks.js';
import type { AzureContext, Placement, Workload } from './context.js';
import { zoneFields, zonesOf } from './placements.js';

const SYSTEMS: Readonly<Record<string, 'linux' | 'windows'>> = {
  azurerm_linux_virtual_machine: 'linux',
  azurerm_windows_virtual_machine: 'windows',
};

/** Associations of a network interface with pools of load balancers and of application gateways. */
const POOL_ASSOCIATION = 'azurerm_network_interface_backend_address_pool_association';
const GATEWAY_ASSOCIATION = 'azurerm_network_interface_application_gateway_backend_address_pool_association';

/** Single machines; those of one resource with `count` or `for_each` are the instances of one backend. */
export function readVirtualMachines(
  machines: readonly Resource[],
  context: AzureContext,
): readonly Workload[] {
  const groups = groupBy(machines, ({ module, type, name }) => baseAddress(module, type, name));
  return [...groups].map(([base, members]) => readMembers(base, members, context));
}

function readMembers(base: string, members: readonly Resource[], context: AzureContext): Workload {
  const { draft, inventory } = context;
  const nodeId = draft.idOf(base);
  const interfaces = members.flatMap(
    (member) =>
      linkMany(inventory, member, {
        path: ['network_interface_ids'],
        types: ['azurerm_network_interface'],
      }).targets,
  );
  const configurations = interfaces.flatMap((each) => blocksAsResources(each, 'ip_configuration'));
  const system = SYSTEMS[members[0]?.type ?? ''];
  const zones = [...new Set(members.flatMap(zonesOf))];
  const inZones = zoneFields(zones, base);
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances: members.length,
      ...inZones.fields,
      host: { profile: system ?? 'linux' },
    },
    {
      instances: imported(base),
      ...inZones.origins,
      'host.profile': system === undefined ? assumed(ASSUMED_HOST) : imported(base),
    },
    [...members, ...interfaces, ...configurations.flatMap((each) => publicAddressOf(each, context))],
  );
  const associated = (type: string): readonly Resource[] => associationsOf(type, interfaces, nodeId, context);
  return {
    nodeId,
    address: base,
    zones,
    placements: placementsOf(configurations, context),
    ownAddresses: configurations.some((configuration) => isGiven(configuration, 'public_ip_address_id')),
    pools: distinct(
      associated(POOL_ASSOCIATION).flatMap(
        (association) =>
          linkOne(inventory, association, {
            path: ['backend_address_pool_id'],
            types: ['azurerm_lb_backend_address_pool'],
          }).targets,
      ),
    ),
    gateways: distinct(
      associated(GATEWAY_ASSOCIATION).flatMap((association) =>
        applicationGatewaysAt(association, ['backend_address_pool_id'], context),
      ),
    ),
    platform: null,
  };
}

function publicAddressOf(configuration: Resource, { inventory }: AzureContext): readonly Resource[] {
  return linkOne(inventory, configuration, {
    path: ['public_ip_address_id'],
    types: ['azurerm_public_ip'],
  }).targets;
}

function placementsOf(
  configurations: readonly Resource[],
  { inventory }: AzureContext,
): readonly Placement[] {
  const subnets = configurations.map(
    (configuration) =>
      linkOne(inventory, configuration, { path: ['subnet_id'], types: ['azurerm_subnet'] }).targets[0] ??
      null,
  );
  return subnets.length === 0
    ? [{ subnet: null, weight: 1 }]
    : subnets.map((subnet) => ({ subnet, weight: 1 / subnets.length }));
}

function associationsOf(
  type: string,
  interfaces: readonly Resource[],
  nodeId: string,
  { inventory, draft }: AzureContext,
): readonly Resource[] {
  const addresses = new Set(interfaces.map(({ address }) => address));
  return inventory.ofType(type).filter((association) => {
    const named = linkOne(inventory, association, {
      path: ['network_interface_id'],
      types: ['azurerm_network_interface'],
    }).targets[0];
    const own = named !== undefined && addresses.has(named.address);
    if (own) draft.understand(association, nodeId);
    return own;
  });
}

function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((resource) => [resource.address, resource])).values()];
}
