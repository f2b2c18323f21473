import { imported } from '../../draft/topology-draft.js';
import { textIn } from '../attribute.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import type { AzureContext } from './context.js';
import { idleTimeout } from './idle-timeout.js';
import { addressesAt, countedAddresses, listedAddresses, together } from './public-addresses.js';

/** Nodes by the gateways' addresses. */
export type GatewayNodes = ReadonlyMap<string, string>;

/** Which resources give a NAT gateway its addresses, by which attribute. */
const ASSOCIATIONS = [
  ['azurerm_nat_gateway_public_ip_association', 'public_ip_address_id', 'azurerm_public_ip'],
  ['azurerm_nat_gateway_public_ip_prefix_association', 'public_ip_prefix_id', 'azurerm_public_ip_prefix'],
] as const;

/** Profiles by SKU: the newer one spans the zones of its region, and carries twice as much. */
const PROFILES: Readonly<Record<string, string>> = {
  Standard: 'azure/nat-gateway',
  StandardV2: 'azure/nat-gateway-v2',
};

/** NAT gateways as nodes: each stands for itself, because a subnet has one and a scale set is in one subnet. */
export function readNatGateways(context: AzureContext): GatewayNodes {
  return new Map(
    context.inventory
      .ofType('azurerm_nat_gateway')
      .map((gateway) => [gateway.address, addNode(gateway, context)]),
  );
}

function addNode(gateway: Resource, { inventory, draft }: AzureContext): string {
  const { address, values } = gateway;
  const associated = ASSOCIATIONS.flatMap(([type, attribute, addressType]) =>
    inventory
      .ofType(type)
      .filter((association) => natGatewayOf(association, inventory)?.address === address)
      .map((association) => ({
        association,
        addresses: addressesAt(association, attribute, addressType, inventory),
      })),
  );
  const all = together([
    listedAddresses(gateway, 'public_ip_address_ids', 'public_ip_prefix_ids', inventory),
    ...associated.map(({ addresses }) => addresses),
  ]);
  const { publicIps, origin } = countedAddresses(all, address);
  const idle = idleTimeout(values, address);
  const nodeId = draft.idOf(address);
  draft.addNode(
    {
      id: nodeId,
      kind: 'nat-gateway',
      profile: PROFILES[textIn(values, 'sku_name') ?? 'Standard'] ?? 'azure/nat-gateway',
      publicIps,
      ...idle.fields,
    },
    { profile: imported(address), publicIps: origin, ...idle.origins },
    [gateway, ...associated.map(({ association }) => association), ...all.resources],
  );
  return nodeId;
}

function natGatewayOf(association: Resource, inventory: AzureContext['inventory']): Resource | undefined {
  return linkOne(inventory, association, {
    path: ['nat_gateway_id'],
    types: ['azurerm_nat_gateway'],
    neighbours: true,
  }).targets[0];
}

/** The NAT gateway of a subnet with the association that says so; null without one. */
export function gatewayOfSubnet(
  subnet: Resource,
  { inventory }: AzureContext,
): { readonly gateway: Resource; readonly association: Resource } | null {
  for (const association of inventory.ofType('azurerm_subnet_nat_gateway_association')) {
    const named = linkOne(inventory, association, { path: ['subnet_id'], types: ['azurerm_subnet'] })
      .targets[0];
    const gateway = natGatewayOf(association, inventory);
    if (named?.address === subnet.address && gateway !== undefined) return { gateway, association };
  }
  return null;
}
