import type { ResourceTypes } from '../resource.js';

const LINKS = ['id', 'self_link', 'name'] as const;
const IN_REGION = [...LINKS, 'region'] as const;
const BY_LINK = ['id', 'self_link'] as const;

/** Of network interfaces only where they are, and whether they have an address on the internet or a range. */
const NETWORK_INTERFACE = [
  'network_interface.network',
  'network_interface.subnetwork',
  'network_interface.access_config.network_tier',
  'network_interface.alias_ip_range.ip_cidr_range',
] as const;
const TEMPLATE = {
  attributes: [...IN_REGION, 'self_link_unique', ...NETWORK_INTERFACE],
  identifiedBy: [...BY_LINK, 'self_link_unique'],
};
const GROUP_MANAGER = ['instance_group', 'target_size', 'version.instance_template', 'target_pools'] as const;
const AUTOSCALER = [
  'id',
  'target',
  'autoscaling_policy.min_replicas',
  'autoscaling_policy.max_replicas',
  'autoscaling_policy.mode',
  'autoscaling_policy.load_balancing_utilization.target',
] as const;
const BACKEND_SERVICE = {
  attributes: [
    ...IN_REGION,
    'protocol',
    'load_balancing_scheme',
    'session_affinity',
    'backend.group',
    'backend.max_rate_per_instance',
  ],
  identifiedBy: BY_LINK,
};
const WEIGHTED = 'weighted_backend_services.backend_service';
const URL_MAP = {
  attributes: [
    ...IN_REGION,
    'default_service',
    `default_route_action.${WEIGHTED}`,
    'path_matcher.default_service',
    `path_matcher.default_route_action.${WEIGHTED}`,
    'path_matcher.path_rule.service',
    `path_matcher.path_rule.route_action.${WEIGHTED}`,
    'path_matcher.route_rules.service',
    `path_matcher.route_rules.route_action.${WEIGHTED}`,
  ],
  identifiedBy: BY_LINK,
};
const TARGET_PROXY = {
  attributes: [...IN_REGION, 'url_map', 'http_keep_alive_timeout_sec'],
  identifiedBy: BY_LINK,
};
const FORWARDING_RULE = {
  attributes: [...IN_REGION, 'load_balancing_scheme', 'target', 'backend_service', 'ip_protocol'],
  identifiedBy: BY_LINK,
};

const ENDPOINT_GROUP = { attributes: [...IN_REGION, 'zone', 'network_endpoint_type'], identifiedBy: BY_LINK };

/**
 * The types that are read, and of each the attributes that are: nothing else is ever kept. Metadata, startup scripts,
 * labels, service accounts and certificates are left out on purpose, they hold secrets. Beta resources have these names
 * too.
 */
export const GOOGLE_TYPES: ResourceTypes = {
  google_compute_network: { attributes: LINKS, identifiedBy: BY_LINK },
  google_compute_subnetwork: {
    attributes: [...IN_REGION, 'network', 'ip_cidr_range', 'purpose'],
    identifiedBy: BY_LINK,
  },
  google_compute_router: { attributes: [...IN_REGION, 'network'], identifiedBy: BY_LINK },
  google_compute_router_nat: {
    attributes: [
      'id',
      'name',
      'region',
      'router',
      'type',
      'endpoint_types',
      'nat_ip_allocate_option',
      'nat_ips',
      'initial_nat_ips',
      'drain_nat_ips',
      'source_subnetwork_ip_ranges_to_nat',
      'subnetwork.name',
      'subnetwork.source_ip_ranges_to_nat',
      'min_ports_per_vm',
      'max_ports_per_vm',
      'enable_dynamic_port_allocation',
      'enable_endpoint_independent_mapping',
      'tcp_time_wait_timeout_sec',
      'tcp_established_idle_timeout_sec',
      'rules.rule_number',
      'rules.match',
      'rules.action.source_nat_active_ips',
      'rules.action.source_nat_active_ranges',
    ],
    identifiedBy: ['id'],
  },
  google_compute_router_nat_address: {
    attributes: ['id', 'region', 'router', 'router_nat', 'nat_ips', 'drain_nat_ips'],
  },
  google_compute_address: { attributes: [...IN_REGION, 'address_type'], identifiedBy: BY_LINK },
  google_compute_instance: {
    attributes: [...LINKS, 'zone', 'desired_status', ...NETWORK_INTERFACE],
    identifiedBy: BY_LINK,
  },
  google_compute_instance_template: TEMPLATE,
  google_compute_region_instance_template: TEMPLATE,
  google_compute_instance_group_manager: {
    attributes: [...LINKS, 'zone', ...GROUP_MANAGER],
    identifiedBy: [...BY_LINK, 'instance_group'],
  },
  google_compute_region_instance_group_manager: {
    attributes: [...IN_REGION, 'distribution_policy_zones', ...GROUP_MANAGER],
    identifiedBy: [...BY_LINK, 'instance_group'],
  },
  google_compute_instance_group: { attributes: [...LINKS, 'zone', 'instances'], identifiedBy: BY_LINK },
  google_compute_autoscaler: { attributes: [...AUTOSCALER, 'zone'] },
  google_compute_region_autoscaler: { attributes: [...AUTOSCALER, 'region'] },
  google_container_cluster: {
    attributes: [
      ...LINKS,
      'location',
      'node_locations',
      'network',
      'subnetwork',
      'initial_node_count',
      'remove_default_node_pool',
      'enable_autopilot',
      'private_cluster_config.enable_private_nodes',
      'node_pool.name',
      'node_pool.node_count',
      'node_pool.initial_node_count',
      'node_pool.node_locations',
      'node_pool.autoscaling',
      'node_pool.network_config.enable_private_nodes',
    ],
    identifiedBy: BY_LINK,
  },
  google_container_node_pool: {
    attributes: [
      'id',
      'name',
      'cluster',
      'location',
      'node_locations',
      'node_count',
      'initial_node_count',
      'autoscaling',
      'network_config.enable_private_nodes',
      'network_config.subnetwork',
    ],
    identifiedBy: ['id'],
  },
  google_cloud_run_v2_service: {
    attributes: [
      'id',
      'name',
      'location',
      'template.scaling.min_instance_count',
      'template.scaling.max_instance_count',
      'template.vpc_access.egress',
      'template.vpc_access.connector',
      'template.vpc_access.network_interfaces.network',
      'template.vpc_access.network_interfaces.subnetwork',
    ],
    identifiedBy: ['id'],
  },
  google_compute_backend_service: BACKEND_SERVICE,
  google_compute_region_backend_service: BACKEND_SERVICE,
  google_compute_network_endpoint_group: ENDPOINT_GROUP,
  google_compute_region_network_endpoint_group: ENDPOINT_GROUP,
  google_compute_global_network_endpoint_group: ENDPOINT_GROUP,
  google_compute_url_map: URL_MAP,
  google_compute_region_url_map: URL_MAP,
  google_compute_target_http_proxy: TARGET_PROXY,
  google_compute_target_https_proxy: TARGET_PROXY,
  google_compute_region_target_http_proxy: TARGET_PROXY,
  google_compute_region_target_https_proxy: TARGET_PROXY,
  google_compute_global_forwarding_rule: FORWARDING_RULE,
  google_compute_forwarding_rule: FORWARDING_RULE,
};
