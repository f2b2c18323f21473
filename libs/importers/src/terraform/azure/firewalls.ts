import { imported } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import { blockOf, blocksAsResources } from './blocks.js';
import type { AzureContext } from './context.js';
import { gatewayOfSubnet, type GatewayNodes } from './nat-gateways.js';
import { addressesAt, countedAddresses, together } from './public-addresses.js';

/**
 * Azure Firewalls as translators: 2,496 ports an address and instance. Where the firewall's subnet has a NAT gateway, that
 * translates in its place.
 *
 * @see https://learn.microsoft.com/azure/firewall/integrate-with-nat-gateway
 */
export function readFirewalls(gateways: GatewayNodes, context: AzureContext): GatewayNodes {
  return new Map(
    context.inventory
      .ofType('azurerm_firewall')
      .map((firewall) => [
        firewall.address,
        behindGateway(firewall, gateways, context) ?? addNode(firewall, context),
      ]),
  );
}

function behindGateway(firewall: Resource, gateways: GatewayNodes, context: AzureContext): string | null {
  const subnets = linkMany(context.inventory, firewall, {
    path: ['ip_configuration', 'subnet_id'],
    types: ['azurerm_subnet'],
  }).targets;
  for (const subnet of subnets) {
    const found = gatewayOfSubnet(subnet, context);
    const nodeId = found === null ? undefined : gateways.get(found.gateway.address);
    if (found === null || nodeId === undefined) continue;
    for (const resource of [firewall, subnet, found.association]) context.draft.understand(resource, nodeId);
    return nodeId;
  }
  return null;
}

function addNode(firewall: Resource, { inventory, draft }: AzureContext): string {
  const { address, values } = firewall;
  const configured = together(
    blocksAsResources(firewall, 'ip_configuration').map((block) =>
      addressesAt(block, 'public_ip_address_id', 'azurerm_public_ip', inventory),
    ),
  );
  // In a virtual hub Azure makes the addresses itself.
  const ofHub = numberIn(blockOf(values, 'virtual_hub'), 'public_ip_count');
  const { publicIps, origin } = countedAddresses(
    ofHub === undefined ? configured : { count: ofHub, resources: [], guess: null },
    address,
  );
  const nodeId = draft.idOf(address);
  draft.addNode(
    { id: nodeId, kind: 'nat-gateway', profile: 'azure/firewall', publicIps },
    { profile: imported(address), publicIps: origin },
    [firewall, ...configured.resources],
  );
  return nodeId;
}
