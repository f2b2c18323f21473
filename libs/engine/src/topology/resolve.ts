import { findProfile } from '../catalog/catalog.js';
import type { PoolDefaults, Profile, Sourced, TranslatorFacts } from '../catalog/profile.js';
import type { Bind, HostTupleScope, PortOrRange } from './host.js';
import type { LoadBalancerNode, TopologyNode } from './node.js';
import { midOf, type Quantity } from './quantity.js';
import type { Topology } from './topology.js';
import { resolveHost } from './resolve-host.js';
import { resolveTranslator } from './resolve-translator.js';
import type { Allocation, IpSelection, PortSearch, TranslatorTupleScope } from './translator.js';

/** Turns a quantity into the one number that a calculation uses; {@link midOf} unless uncertainty is being sampled. */
export type PickQuantity = (quantity: Quantity) => number;

/** How many instances there are: between `min` and `max`, one for each `requestsPerSecondPerInstance`. */
export interface InstanceRange {
  readonly min: number;
  readonly max: number;
  /** Null where the number is fixed. */
  readonly requestsPerSecondPerInstance: number | null;
}

/** A host with nothing left open. */
export interface ResolvedHost {
  readonly profileId: string;
  readonly ephemeralPortRange: readonly [number, number];
  readonly reservedPorts: readonly PortOrRange[];
  readonly sourceIps: number;
  readonly timeWaitSeconds: number;
  readonly timeWaitReuse: boolean;
  readonly bind: Bind;
  readonly tupleScope: HostTupleScope;
  readonly conntrackMax: number | null;
  readonly maxFileDescriptors: number | null;
  /** Where the values that the document does not give come from. */
  readonly citations: readonly string[];
}

/** A translator with nothing left open; null where neither node nor profile sets a limit. */
export interface ResolvedTranslator {
  readonly publicIps: number;
  readonly zones: number;
  readonly portsPerIp: number;
  readonly quarantineSeconds: number;
  readonly idleTimeoutSeconds: number | null;
  readonly tupleScope: TranslatorTupleScope;
  readonly allocation: Allocation;
  readonly portSearch: PortSearch;
  readonly ipSelection: IpSelection;
  readonly maxPublicIps: number | null;
  readonly maxConnections: number | null;
  readonly bitsPerSecond: number | null;
  readonly packetsPerSecond: number | null;
  readonly conntrackMax: number | null;
  readonly scope: 'gateway' | 'vm' | 'node';
  readonly rewritesDestination: boolean;
  readonly facts: TranslatorFacts;
  readonly citations: readonly string[];
}

/** A node with its profile's values filled in wherever the document is silent. */
export interface ResolvedNode {
  readonly node: TopologyNode;
  readonly profile: Profile | null;
  readonly instances: InstanceRange;
  readonly processesPerInstance: number;
  readonly zones: number;
  /** Distinct address:port pairs that its clients connect to. */
  readonly endpoints: number;
  /** Share of requests that go no further, 0 to 1. */
  readonly cacheHitRatio: number;
  readonly host: ResolvedHost | null;
  readonly translator: ResolvedTranslator | null;
  readonly maxConnections: number | null;
  readonly pool: PoolDefaults;
  /** Seconds after which it closes an idle connection that it accepted. */
  readonly listenerIdleTimeoutSeconds: number | null;
}

/** A topology in which every node is resolved. */
export interface ResolvedTopology {
  readonly topology: Topology;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
}

/** The value of a sourced row, or undefined where the profile has none. */
export function valueOf<T>(sourced: Sourced<T> | undefined): T | undefined {
  return sourced?.value;
}

/** Whether connections end at this node, so that legs may begin and end there. */
export function terminates(node: TopologyNode): boolean {
  if (node.kind === 'nat-gateway' || node.kind === 'firewall') return false;
  return node.kind !== 'load-balancer' || layerOf(node) === 7;
}

/** The layer that a load balancer works at: its own, its profile's, else 7. */
export function layerOf(node: LoadBalancerNode): 4 | 7 {
  return node.layer ?? valueOf(profileOf(node)?.layer) ?? 7;
}

/** The catalogue row that a node names, or null where it names none or one that does not exist. */
export function profileOf(node: TopologyNode): Profile | null {
  return node.profile === undefined ? null : (findProfile(node.profile) ?? null);
}

/** Fills every node's gaps from its profile; quantities become numbers by `pick`. Pure; O(nodes). */
export function resolveTopology(topology: Topology, pick: PickQuantity = midOf): ResolvedTopology {
  return {
    topology,
    nodes: new Map(topology.nodes.map((node) => [node.id, resolveNode(node, pick)])),
  };
}

function resolveNode(node: TopologyNode, pick: PickQuantity): ResolvedNode {
  const profile = profileOf(node);
  const instances = instanceRange(node, pick);
  return {
    node,
    profile,
    instances,
    processesPerInstance: 'processesPerInstance' in node ? (node.processesPerInstance ?? 1) : 1,
    zones: 'zones' in node ? (node.zones ?? 1) : 1,
    endpoints: endpointsOf(node, instances),
    cacheHitRatio: node.kind === 'proxy' && node.cacheHitRatio !== undefined ? pick(node.cacheHitRatio) : 0,
    host: resolveHost(node, profile, pick),
    translator: resolveTranslator(node, profile, pick),
    maxConnections: maxConnectionsOf(node, profile),
    pool: profile?.pool ?? {},
    listenerIdleTimeoutSeconds: listenerIdleTimeout(node, profile),
  };
}

function instanceRange(node: TopologyNode, pick: PickQuantity): InstanceRange {
  const instances = 'instances' in node ? node.instances : undefined;
  if (instances === undefined) return { min: 1, max: 1, requestsPerSecondPerInstance: null };
  if (typeof instances === 'number') {
    return { min: instances, max: instances, requestsPerSecondPerInstance: null };
  }
  return {
    min: instances.min,
    max: instances.max,
    requestsPerSecondPerInstance: pick(instances.requestsPerSecondPerInstance),
  };
}

function endpointsOf(node: TopologyNode, instances: InstanceRange): number {
  const given = 'endpoints' in node ? node.endpoints : undefined;
  if (given !== undefined) return given;
  return node.kind === 'external' ? 1 : instances.min;
}

function maxConnectionsOf(node: TopologyNode, profile: Profile | null): number | null {
  if (node.kind === 'backend' || node.kind === 'external') return node.maxConnections ?? null;
  if (node.kind === 'proxy') return node.maxConnections ?? valueOf(profile?.listener?.maxConnections) ?? null;
  return null;
}

function listenerIdleTimeout(node: TopologyNode, profile: Profile | null): number | null {
  const given = 'idleTimeoutSeconds' in node ? node.idleTimeoutSeconds : undefined;
  return given ?? valueOf(profile?.listener?.idleTimeoutSeconds) ?? null;
}
