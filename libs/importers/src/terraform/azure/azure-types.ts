import type { ResourceTypes } from '../resource.js';

const VIRTUAL_MACHINE = ['id', 'network_interface_ids', 'zone', 'zones'] as const;
const SCALE_SET = ['id', 'instances', 'zones', 'network_interface'] as const;
const NODE_POOL_COUNTS = ['node_count', 'min_count', 'max_count'] as const;
const WEB_APP = ['id', 'service_plan_id', 'virtual_network_subnet_id', 'site_config'] as const;
const BY_ID = ['id'] as const;

/**
 * The types that are read, and of each the attributes that are: nothing else is ever kept. Tags, custom data, passwords,
 * application settings and identities are left out on purpose, they hold secrets.
 */
export const AZURE_TYPES: ResourceTypes = {
  azurerm_virtual_network: { attributes: ['id'], identifiedBy: BY_ID },
  azurerm_subnet: {
    attributes: ['id', 'default_outbound_access_enabled'],
    identifiedBy: BY_ID,
  },
  azurerm_public_ip: { attributes: ['id', 'ip_version'], identifiedBy: BY_ID },
  azurerm_public_ip_prefix: { attributes: ['id', 'ip_version', 'prefix_length'], identifiedBy: BY_ID },
  azurerm_nat_gateway: {
    attributes: [
      'id',
      'sku_name',
      'idle_timeout_in_minutes',
      'zones',
      'public_ip_address_ids',
      'public_ip_prefix_ids',
    ],
    identifiedBy: BY_ID,
  },
  azurerm_nat_gateway_public_ip_association: { attributes: ['nat_gateway_id', 'public_ip_address_id'] },
  azurerm_nat_gateway_public_ip_prefix_association: { attributes: ['nat_gateway_id', 'public_ip_prefix_id'] },
  azurerm_subnet_nat_gateway_association: { attributes: ['subnet_id', 'nat_gateway_id'] },
  azurerm_route_table: { attributes: ['id', 'name', 'route'], identifiedBy: BY_ID },
  azurerm_route: {
    attributes: ['route_table_name', 'address_prefix', 'next_hop_type', 'next_hop_in_ip_address'],
  },
  azurerm_subnet_route_table_association: { attributes: ['subnet_id', 'route_table_id'] },
  azurerm_firewall: { attributes: ['id', 'ip_configuration', 'virtual_hub'], identifiedBy: BY_ID },
  azurerm_lb: { attributes: ['id', 'frontend_ip_configuration'], identifiedBy: BY_ID },
  azurerm_lb_backend_address_pool: { attributes: ['id', 'loadbalancer_id'], identifiedBy: BY_ID },
  azurerm_lb_rule: {
    attributes: [
      'id',
      'loadbalancer_id',
      'backend_address_pool_ids',
      'frontend_ip_configuration_name',
      'idle_timeout_in_minutes',
      'disable_outbound_snat',
      'load_distribution',
    ],
  },
  azurerm_lb_outbound_rule: {
    attributes: [
      'id',
      'loadbalancer_id',
      'backend_address_pool_id',
      'frontend_ip_configuration',
      'protocol',
      'allocated_outbound_ports',
      'idle_timeout_in_minutes',
    ],
  },
  azurerm_application_gateway: {
    attributes: ['id', 'sku', 'autoscale_configuration', 'frontend_ip_configuration', 'zones'],
    identifiedBy: BY_ID,
  },
  azurerm_network_interface: { attributes: ['id', 'ip_configuration'], identifiedBy: BY_ID },
  azurerm_network_interface_backend_address_pool_association: {
    attributes: ['network_interface_id', 'backend_address_pool_id'],
  },
  azurerm_network_interface_application_gateway_backend_address_pool_association: {
    attributes: ['network_interface_id', 'backend_address_pool_id'],
  },
  azurerm_virtual_machine: { attributes: VIRTUAL_MACHINE, identifiedBy: BY_ID },
  azurerm_linux_virtual_machine: { attributes: VIRTUAL_MACHINE, identifiedBy: BY_ID },
  azurerm_windows_virtual_machine: { attributes: VIRTUAL_MACHINE, identifiedBy: BY_ID },
  azurerm_linux_virtual_machine_scale_set: { attributes: SCALE_SET, identifiedBy: BY_ID },
  azurerm_windows_virtual_machine_scale_set: { attributes: SCALE_SET, identifiedBy: BY_ID },
  azurerm_orchestrated_virtual_machine_scale_set: { attributes: SCALE_SET, identifiedBy: BY_ID },
  azurerm_monitor_autoscale_setting: { attributes: ['target_resource_id', 'enabled', 'profile'] },
  azurerm_kubernetes_cluster: {
    attributes: ['id', 'default_node_pool', 'network_profile'],
    identifiedBy: BY_ID,
  },
  azurerm_kubernetes_cluster_node_pool: {
    attributes: [
      'id',
      'kubernetes_cluster_id',
      ...NODE_POOL_COUNTS,
      'auto_scaling_enabled',
      'enable_auto_scaling',
      'vnet_subnet_id',
      'zones',
      'upgrade_settings',
    ],
  },
  azurerm_service_plan: { attributes: ['id', 'worker_count'], identifiedBy: BY_ID },
  azurerm_linux_web_app: { attributes: WEB_APP, identifiedBy: BY_ID },
  azurerm_windows_web_app: { attributes: WEB_APP, identifiedBy: BY_ID },
  azurerm_linux_function_app: { attributes: WEB_APP, identifiedBy: BY_ID },
  azurerm_windows_function_app: { attributes: WEB_APP, identifiedBy: BY_ID },
  azurerm_app_service_virtual_network_swift_connection: { attributes: ['app_service_id', 'subnet_id'] },
};

/** Why resources of some types are not in a topology; the first pattern that matches tells. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [
    /^azurerm_(network|application)_security_(group|rule)/,
    'network security groups track connections and let replies through: they take no ports',
  ],
  [
    /^azurerm_.*_security_group_association$/,
    'network security groups track connections and let replies through: they take no ports',
  ],
  [/^azurerm_(resource_group|virtual_network)$/, 'it has no ports of its own'],
  [/^azurerm_subnet$/, 'nothing of the topology stands in it'],
  [/^azurerm_public_ip(_prefix)?$/, 'nothing in the topology translates to this address'],
  [
    /^azurerm_(route|route_table|subnet_route_table_association)$/,
    'no traffic of the topology takes this route',
  ],
  [/^azurerm_private_endpoint$/, 'a private endpoint is called without translation: it takes no SNAT ports'],
  [/^azurerm_lb_probe$/, 'health probes take no SNAT ports'],
  [
    /^azurerm_lb_nat_(rule|pool)$/,
    'inbound NAT rules take a block of eight ports each, which is not counted',
  ],
  [
    /^azurerm_(app_service|app_service_plan|function_app|virtual_machine_scale_set)$/,
    'gone with version 4 of the provider and not read: add it as a backend with a leg through its way out',
  ],
  [/^azurerm_network_interface$/, 'no machine of the document has it'],
  [/^azurerm_(role_|user_assigned_identity|key_vault)/, 'permissions and keys carry no connections'],
  [/^azurerm_monitor_/, 'it says when something grows or is reported, not by how many requests per second'],
  [
    /^azurerm_(storage_|mssql_|postgresql_|mysql_|cosmosdb_|redis_|servicebus_|eventhub|log_analytics|application_insights)/,
    'a service that the topology reaches, if at all, as an external destination',
  ],
];

/** Why a resource of Azure that was not used is not in the topology; undefined where there is nothing to say of it. */
export function reasonForLeavingOut(type: string): string | undefined {
  return LEFT_OUT.find(([pattern]) => pattern.test(type))?.[1];
}
