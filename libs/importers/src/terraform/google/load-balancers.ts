import { assumed, imported } from '../../draft/topology-draft.js';
import { numberIn, textIn } from '../attribute.js';
import type { Resource } from '../resource.js';
import type { GoogleContext } from './context.js';

/** A load balancer that became a node. */
export interface Balancer {
  readonly nodeId: string;
  /** Who tells about it: its URL map, or the forwarding rule of one that passes packets through. */
  readonly resource: Resource;
  readonly kind: 'application' | 'passthrough';
  readonly internal: boolean;
  readonly services: readonly Resource[];
  /** How long clients may keep an idle connection, and who says so. */
  readonly clientIdle: { readonly seconds: number; readonly address: string } | null;
}

const SERVICES = ['google_compute_backend_service', 'google_compute_region_backend_service'] as const;
const URL_MAPS = ['google_compute_url_map', 'google_compute_region_url_map'] as const;
const PROXIES = [
  'google_compute_target_http_proxy',
  'google_compute_target_https_proxy',
  'google_compute_region_target_http_proxy',
  'google_compute_region_target_https_proxy',
] as const;
const RULES = ['google_compute_global_forwarding_rule', 'google_compute_forwarding_rule'] as const;

const WEIGHTED = ['weighted_backend_services', 'backend_service'] as const;

/** Attributes under which a URL map names the services that it sends requests to. */
const SERVICE_PATHS: readonly (readonly string[])[] = [
  ['default_service'],
  ['default_route_action', ...WEIGHTED],
  ['path_matcher', 'default_service'],
  ['path_matcher', 'default_route_action', ...WEIGHTED],
  ['path_matcher', 'path_rule', 'service'],
  ['path_matcher', 'path_rule', 'route_action', ...WEIGHTED],
  ['path_matcher', 'route_rules', 'service'],
  ['path_matcher', 'route_rules', 'route_action', ...WEIGHTED],
];

/** Load balancers whose forwarding rules, proxies and URL maps lead to services with machines behind them. */
export function readLoadBalancers(context: GoogleContext): readonly Balancer[] {
  const rules = RULES.flatMap((type) => context.inventory.ofType(type));
  return [
    ...URL_MAPS.flatMap((type) => context.inventory.ofType(type)).flatMap((urlMap) =>
      readApplication(urlMap, rules, context),
    ),
    ...rules.flatMap((rule) => readPassthrough(rule, context)),
  ];
}

/** All rules and proxies that lead to one URL map are one load balancer: it has a port for HTTP and one for HTTPS. */
function readApplication(
  urlMap: Resource,
  rules: readonly Resource[],
  context: GoogleContext,
): readonly Balancer[] {
  const { names, draft, inventory } = context;
  const proxies = PROXIES.flatMap((type) => inventory.ofType(type)).filter(
    (proxy) =>
      names.one(proxy, { path: ['url_map'], types: URL_MAPS }).targets[0]?.address === urlMap.address,
  );
  const own = new Set(proxies.map(({ address }) => address));
  const fronts = rules.filter((rule) =>
    own.has(names.one(rule, { path: ['target'], types: PROXIES }).targets[0]?.address ?? ''),
  );
  const services = withMachines(
    SERVICE_PATHS.flatMap((path) => names.many(urlMap, { path, types: SERVICES }).targets),
    context,
  );
  if (fronts.length === 0 || services.length === 0) return [];
  const nodeId = draft.idOf(urlMap.address);
  draft.addNode(
    { id: nodeId, kind: 'load-balancer', profile: 'gcp/application-lb', instances: 1 },
    {
      profile: imported(urlMap.address),
      instances: assumed('Google runs as many proxies as it takes; how many is nowhere said'),
    },
    [urlMap, ...proxies, ...fronts, ...services],
  );
  const timed = proxies.find(({ values }) => (numberIn(values, 'http_keep_alive_timeout_sec') ?? 0) > 0);
  const seconds = timed === undefined ? undefined : numberIn(timed.values, 'http_keep_alive_timeout_sec');
  return [
    {
      nodeId,
      resource: urlMap,
      kind: 'application',
      internal: fronts.every(isInternal),
      services,
      clientIdle: timed === undefined || seconds === undefined ? null : { seconds, address: timed.address },
    },
  ];
}

/** Network load balancers that pass packets through: machines see the addresses of the clients, and no port is taken. */
function readPassthrough(rule: Resource, context: GoogleContext): readonly Balancer[] {
  const { names, draft } = context;
  const services = withMachines(
    names.one(rule, { path: ['backend_service'], types: SERVICES }).targets,
    context,
  );
  if (services.length === 0) return [];
  const nodeId = draft.idOf(rule.address);
  draft.addNode(
    { id: nodeId, kind: 'load-balancer', layer: 4, snat: false },
    {
      layer: imported(rule.address, 'a backend service without a proxy passes packets through'),
      snat: imported(rule.address, 'a backend service without a proxy passes packets through'),
    },
    [rule, ...services],
  );
  return [
    {
      nodeId,
      resource: rule,
      kind: 'passthrough',
      internal: isInternal(rule),
      services,
      clientIdle: null,
    },
  ];
}

/** `INTERNAL` and `INTERNAL_MANAGED`; a rule that does not say is external. */
function isInternal({ values }: Resource): boolean {
  return textIn(values, 'load_balancing_scheme')?.startsWith('INTERNAL') ?? false;
}

const ENDPOINT_GROUPS = [
  'google_compute_network_endpoint_group',
  'google_compute_region_network_endpoint_group',
  'google_compute_global_network_endpoint_group',
] as const;

/** Kinds of endpoints that are machines or their containers; all others are serverless, or stand outside. */
const MACHINE_ENDPOINTS: readonly (string | undefined)[] = ['GCE_VM_IP', 'GCE_VM_IP_PORT'];

/** Services without those whose endpoints are all serverless or outside: these open no connections to machines. */
function withMachines(services: readonly Resource[], { names }: GoogleContext): readonly Resource[] {
  const distinct = [...new Map(services.map((service) => [service.address, service])).values()];
  return distinct.filter((service) => {
    const groups = names.many(service, { path: ['backend', 'group'], types: ENDPOINT_GROUPS }).targets;
    return (
      groups.length === 0 ||
      groups.some(({ values }) => MACHINE_ENDPOINTS.includes(textIn(values, 'network_endpoint_type')))
    );
  });
}
