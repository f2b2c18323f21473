/** Why resources of some types are not in a topology; the first pattern that matches tells. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^google_compute_network$/, 'a network has no ports of its own'],
  [/^google_compute_subnetwork$/, 'nothing of the topology stands in it'],
  [/^google_compute_router$/, 'no NAT gateway of the document is configured on it'],
  [/^google_compute_(global_)?address$/, 'no NAT gateway uses this address'],
  [/^google_compute_(region_)?instance_template$/, 'no group of the document makes machines of it'],
  [
    /^google_compute_(global_)?forwarding_rule$/,
    'it leads to nothing that is read: a redirect, a proxy network load balancer, a target pool, a VPN, Private Service Connect, or something outside the document',
  ],
  [
    /^google_compute_(region_)?(url_map|target_https?_proxy|backend_service)$/,
    'no forwarding rule of the document leads to it, or it leads to no machines: redirects, buckets, serverless and internet backends open no connections to machines of the document',
  ],
  [
    /^google_compute_(region_)?target_(tcp|ssl)_proxy$|target_pool$/,
    'proxy network load balancers and target pools are not read',
  ],
  [
    /^google_compute_(region_|global_)?network_endpoint/,
    'its endpoints are registered by a controller, or stand outside',
  ],
  [
    /^google_compute_(region_)?backend_bucket/,
    'serves objects from storage: it opens no connections to machines',
  ],
  [
    /^google_compute_(network_|region_network_)?firewall|_security_policy/,
    'firewall rules track connections and let replies through: they take no ports',
  ],
  [
    /^google_compute_route$/,
    'routes are not followed: machines without an external address are taken to leave through the Cloud NAT of their network',
  ],
  [
    /^google_compute_(region_)?(health_check|http_health_check|https_health_check)$/,
    'probes come from Google and take no ports of a gateway',
  ],
  [/^google_compute_(region_)?ssl_|^google_certificate_manager/, 'certificates carry no connections'],
  [
    /^google_cloud_run/,
    'only google_cloud_run_v2_service is read: what leaves through a network takes ports of the gateway, add it as a backend with as many instances, its leg through the gateway',
  ],
  [
    /^google_vpc_access_connector$/,
    'a connector runs 2 to 10 machines that take ports of the gateway for what is behind it: add it as a backend with that many instances, its leg through the gateway',
  ],
  [
    /^google_(cloudfunctions|app_engine)/,
    'serverless: it leaves through addresses of Google unless it has a connector',
  ],
  [
    /^google_(sql|redis|memcache|alloydb|spanner|bigtable|filestore|firestore|datastream)_/,
    'reached on private addresses, not through NAT: add it as an external node where connections to it matter',
  ],
  [
    /^google_(storage|pubsub|secret_manager|kms|bigquery|logging|monitoring|artifact_registry|dns)_/,
    'a service that the topology reaches, if at all, as an external destination; with Private Google Access it takes no ports of NAT',
  ],
  [
    /^google_(project|service_account|iam|folder|organization|billing)|_iam_(member|binding|policy)$/,
    'permissions and projects carry no connections',
  ],
  [
    /^google_service_networking|^google_compute_network_peering/,
    'private networks are joined without translation',
  ],
  [
    /^google_compute_(vpn|ha_vpn|external_vpn|router_peer|router_interface|interconnect)/,
    'leads to networks of one’s own without translation',
  ],
  [/^google_compute_(disk|image|snapshot|attached_disk|resource_policy)/, 'storage takes no ports'],
];

/** Why a resource is not in the topology; undefined where there is nothing more to say than that nothing uses it. */
export function reasonForLeavingOut(type: string): string | undefined {
  return LEFT_OUT.find(([pattern]) => pattern.test(type))?.[1];
}
