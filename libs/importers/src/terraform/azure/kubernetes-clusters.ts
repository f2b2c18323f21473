import type { Host } from '@portplan/engine';
import { imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn, truthIn } from '../attribute.js';
import { instanceCount } from '../instance-count.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { blockOf, blocksAsResources } from './blocks.js';
import { platformExit } from './cluster-exits.js';
import type { AzureContext, Placement, Workload } from './context.js';
import { zonesOf } from './placements.js';
import { surgeOf, type ClusterSize } from './upgrade-surge.js';

/** Nodes of a pool; undefined where they are not known. */
interface NodePool {
  readonly resource: Resource;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/**
 * AKS clusters as clusters: the containers of a node share its ports. All node pools of a cluster are one node of the
 * topology, because they share one load balancer, whose ports are divided by all their nodes.
 */
export function readKubernetesClusters(
  clusters: readonly Resource[],
  context: AzureContext,
): readonly Workload[] {
  return clusters.map((cluster) => readCluster(cluster, context));
}

function readCluster(cluster: Resource, context: AzureContext): Workload {
  const { draft } = context;
  const { address } = cluster;
  const pools = poolsOf(cluster, context);
  const [only] = pools;
  const { instances, origins } = instanceCount({
    address: pools.length === 1 && only !== undefined ? only.resource.address : address,
    min: sum(pools.map(({ min }) => min)),
    max: sum(pools.map(({ max }) => max)),
  });
  const host = hostOf(cluster, pools.length === 1);
  const nodeId = draft.idOf(address);
  draft.addNode(
    { id: nodeId, kind: 'cluster', instances, host: host.fields },
    { ...origins, ...host.origins },
    [cluster, ...pools.map(({ resource }) => resource).filter((pool) => pool.address !== address)],
  );
  return {
    nodeId,
    address,
    zones: [...new Set(pools.flatMap(({ resource }) => zonesOf(resource)))],
    placements: placementsOf(pools, context),
    ownAddresses: false,
    pools: [],
    gateways: [],
    platform: platformExit(cluster, sizeOf(pools), context),
  };
}

/** The nodes of all pools; null where those of one are not known. */
function sizeOf(pools: readonly NodePool[]): ClusterSize | null {
  const nodes = sum(pools.map(({ max }) => max));
  const surge = pools.reduce((total, { resource, max = 0 }) => total + surgeOf(resource.values, max), 0);
  return nodes === undefined ? null : { nodes, surge };
}

function poolsOf(cluster: Resource, { inventory }: AzureContext): readonly NodePool[] {
  const others = inventory.ofType('azurerm_kubernetes_cluster_node_pool').filter(
    (pool) =>
      linkOne(inventory, pool, {
        path: ['kubernetes_cluster_id'],
        types: ['azurerm_kubernetes_cluster'],
      }).targets[0]?.address === cluster.address,
  );
  return [...blocksAsResources(cluster, 'default_node_pool'), ...others].map(poolOf);
}

/** Bounds where the cluster autoscaler is on, else the number of nodes. The attribute was renamed in provider 4.0. */
function poolOf(resource: Resource): NodePool {
  const { values } = resource;
  const scales = truthIn(values, 'auto_scaling_enabled') ?? truthIn(values, 'enable_auto_scaling') ?? false;
  const count = numberIn(values, 'node_count');
  return scales
    ? { resource, min: numberIn(values, 'min_count'), max: numberIn(values, 'max_count') }
    : { resource, min: count, max: count };
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce<number | undefined>(
    (total, each) => (total === undefined || each === undefined ? undefined : total + each),
    0,
  );
}

/** Each pool's subnet, with its part of the nodes. */
function placementsOf(pools: readonly NodePool[], { inventory }: AzureContext): readonly Placement[] {
  const total = sum(pools.map(({ max }) => max)) ?? 0;
  return pools.map(({ resource, max }) => ({
    subnet:
      linkOne(inventory, resource, { path: ['vnet_subnet_id'], types: ['azurerm_subnet'] }).targets[0] ??
      null,
    weight: total > 0 && max !== undefined ? max / total : 1 / pools.length,
  }));
}

/** Ports of the nodes: those of Linux, or as the pool's sysctl settings have them. */
function hostOf(cluster: Resource, alone: boolean): { readonly fields: Host; readonly origins: Origins } {
  const { address, values } = cluster;
  const pool = blockOf(values, 'default_node_pool');
  const settings = alone ? blockOf(blockOf(pool, 'linux_os_config'), 'sysctl_config') : {};
  const first = numberIn(settings, 'net_ipv4_ip_local_port_range_min');
  const last = numberIn(settings, 'net_ipv4_ip_local_port_range_max');
  const tracked = numberIn(settings, 'net_netfilter_nf_conntrack_max');
  const ranged = first !== undefined && last !== undefined && first > 0 && last > first;
  return {
    fields: {
      profile: 'linux',
      ...(ranged ? { ephemeralPortRange: [first, last] as const } : {}),
      ...(tracked === undefined || tracked <= 0 ? {} : { conntrackMax: tracked }),
    },
    origins: {
      'host.profile': imported(address, 'the nodes of a default node pool run Linux'),
      ...(ranged ? { 'host.ephemeralPortRange': imported(address) } : {}),
      ...(tracked === undefined || tracked <= 0 ? {} : { 'host.conntrackMax': imported(address) }),
    },
  };
}
