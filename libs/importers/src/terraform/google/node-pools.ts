import { isZone, regionOf } from '../../google/google-path.js';
import { assumed, type Origins } from '../../draft/topology-draft.js';
import { numberIn, textIn, truthIn } from '../attribute.js';
import { instanceCount, type InstanceCount } from '../instance-count.js';
import { listOf, recordOf, textsOf, type JsonRecord } from '../json-value.js';
import type { Resource } from '../resource.js';
import type { GoogleContext, Workload } from './context.js';
import { machines } from './instances.js';
import { placed } from './placements.js';

/** Zones that GKE takes for a regional cluster where none are named. */
const ZONES_OF_REGIONAL = 3;

const CLUSTER = 'google_container_cluster';
const POOL = 'google_container_node_pool';
const HOST = 'a node pool does not say which operating system its machines run';

/** A pool of nodes, by itself or in its cluster. */
interface Pool {
  readonly address: string;
  /** Who tells about it. */
  readonly resource: Resource;
  readonly values: JsonRecord;
  readonly cluster: Resource | null;
}

/** The node pools of GKE as clusters: the containers of a machine share its ports, and it has 1,024 of them at least. */
export function readNodePools(context: GoogleContext): readonly Workload[] {
  const { inventory, names } = context;
  const separate = inventory.ofType(POOL).map((resource): Pool => ({
    address: resource.address,
    resource,
    values: resource.values,
    cluster: names.one(resource, { path: ['cluster'], types: [CLUSTER] }).targets[0] ?? null,
  }));
  const own = inventory.ofType(CLUSTER).flatMap((cluster) => poolsWithin(cluster, separate));
  for (const cluster of inventory.ofType(CLUSTER)) warnOfAutopilot(cluster, context);
  return [...separate, ...own].flatMap((pool) => readPool(pool, context));
}

/** Pools that a cluster itself defines; a state lists those of separate resources there too, and they are not counted twice. */
function poolsWithin(cluster: Resource, separate: readonly Pool[]): readonly Pool[] {
  const { values, address } = cluster;
  if (truthIn(values, 'enable_autopilot') === true) return [];
  const elsewhere = new Set(
    separate.filter((pool) => pool.cluster?.address === address).map((pool) => textIn(pool.values, 'name')),
  );
  const removed = truthIn(values, 'remove_default_node_pool') === true;
  const listed = listOf(values['node_pool']).map(recordOf);
  if (listed.length === 0) {
    return removed || numberIn(values, 'initial_node_count') === undefined
      ? []
      : [{ address: `${address}.default-pool`, resource: cluster, values, cluster }];
  }
  return listed
    .filter((pool) => !elsewhere.has(textIn(pool, 'name')))
    .filter((pool) => !(removed && textIn(pool, 'name') === 'default-pool'))
    .map((pool, index) => ({
      address: `${address}.node_pool[${String(index)}]`,
      resource: cluster,
      values: pool,
      cluster,
    }));
}

function readPool(pool: Pool, context: GoogleContext): readonly Workload[] {
  const { draft } = context;
  const { address, resource, cluster } = pool;
  const count = nodeCount(pool);
  if (count === null) {
    draft.leaveOut(resource, 'it has no node and never grows');
    return [];
  }
  const nodeId = draft.idOf(address);
  const from = [resource, ...(cluster === null || cluster === resource ? [] : [cluster])];
  draft.addNode(
    machines(nodeId, true, count.instances, null),
    { ...count.origins, 'host.profile': assumed(HOST) },
    from,
  );
  const location = textIn(pool.values, 'location') ?? textIn(cluster?.values ?? {}, 'location');
  return [
    {
      nodeId,
      address,
      placements: [
        {
          ...whereabouts(pool, location === undefined ? null : regionOf(location), context),
          weight: 1,
          external: !hasPrivateNodes(pool),
        },
      ],
      groups: [],
      most: typeof count.instances === 'number' ? count.instances : count.instances.max,
      containerHosts: true,
    },
  ];
}

function whereabouts(
  { resource, cluster }: Pool,
  region: string | null,
  context: GoogleContext,
): ReturnType<typeof placed> {
  const own = placed(
    resource,
    { subnet: ['network_config', 'subnetwork'], network: ['network'] },
    region,
    context,
  );
  if (own.subnet !== null || cluster === null) return own;
  return placed(cluster, { subnet: ['subnetwork'], network: ['network'] }, region, context);
}

/** Nodes without addresses of their own on the internet, as the pool says or else its cluster. */
function hasPrivateNodes({ values, cluster }: Pool): boolean {
  const own = truthIn(recordOf(listOf(values['network_config'])[0]), 'enable_private_nodes');
  const ofCluster = recordOf(listOf(cluster?.values['private_cluster_config'])[0]);
  return own ?? truthIn(ofCluster, 'enable_private_nodes') ?? false;
}

/** The bounds of a pool over all its zones; null where it never has a node. */
function nodeCount(pool: Pool): InstanceCount | null {
  const { address, values } = pool;
  const zones = zonesOf(pool);
  const scaling = listOf(values['autoscaling']).map(recordOf)[0];
  const total = numberIn(scaling ?? {}, 'total_max_node_count');
  const perZone = numberIn(values, 'node_count') ?? numberIn(values, 'initial_node_count');
  const [min, max, each] =
    scaling === undefined
      ? [perZone, perZone, true]
      : total !== undefined && total > 0
        ? [numberIn(scaling, 'total_min_node_count'), total, false]
        : [numberIn(scaling, 'min_node_count'), numberIn(scaling, 'max_node_count'), true];
  const times = each ? zones.count : 1;
  if (max !== undefined && max * times < 1) return null;
  const count = instanceCount({
    address,
    min: min === undefined ? undefined : min * times,
    max: max === undefined ? undefined : max * times,
  });
  return zones.guess === null || !each ? count : { ...count, origins: guessed(count.origins, zones.guess) };
}

function guessed(origins: Origins, reason: string): Origins {
  return Object.fromEntries(
    Object.entries(origins).map(([field, origin]) => [
      field,
      origin.kind === 'imported' ? assumed(reason) : origin,
    ]),
  );
}

/** Zones of a pool: its own, its cluster's with the zone that the cluster itself is in, or those of its location. */
function zonesOf({ address, values, cluster }: Pool): {
  readonly count: number;
  readonly guess: string | null;
} {
  const own = textsOf(values['node_locations']).length;
  if (own > 0) return { count: own, guess: null };
  const location = textIn(cluster?.values ?? values, 'location');
  const inZone = location !== undefined && isZone(location);
  const more = textsOf(cluster?.values['node_locations']).length;
  if (more > 0) return { count: more + (inZone ? 1 : 0), guess: null };
  if (inZone) return { count: 1, guess: null };
  return {
    count: ZONES_OF_REGIONAL,
    guess: `${address} says how many nodes a zone has, and neither it nor its cluster names zones: ${String(ZONES_OF_REGIONAL)} are assumed, which GKE takes for a regional cluster`,
  };
}

function warnOfAutopilot(cluster: Resource, { draft }: GoogleContext): void {
  if (truthIn(cluster.values, 'enable_autopilot') !== true) return;
  draft.leaveOut(
    cluster,
    'an Autopilot cluster: Google chooses how many nodes it has; add it as a cluster with that many, its leg through the gateway',
  );
}
