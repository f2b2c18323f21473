import type { Profile, Sourced } from '../catalog/profile.js';
import type { FirewallNode, LoadBalancerNode, TopologyNode } from './node.js';
import { profilesOf, type FindProfile } from './profiles-of.js';
import { midOf } from './quantity.js';
import { resolveHost } from './resolve-host.js';
import { isSourceTranslator, resolveTranslator } from './resolve-translator.js';
import type { InstanceRange, PickQuantity, ResolvedNode, ResolvedTopology } from './resolved.js';
import type { Topology } from './topology.js';

/** The value of a sourced row, or undefined where the profile has none. */
export function valueOf<T>(sourced: Sourced<T> | undefined): T | undefined {
  return sourced?.value;
}

/** Whether connections end at this node, so that legs may begin and end there. */
export function terminates(node: TopologyNode, profile: Profile | null): boolean {
  if (node.kind === 'nat-gateway' || node.kind === 'firewall') return false;
  return node.kind !== 'load-balancer' || layerOf(node, profile) === 7;
}

/** The layer that a load balancer works at: its own, its profile's, else 7. */
function layerOf(node: LoadBalancerNode, profile: Profile | null): 4 | 7 {
  return node.layer ?? valueOf(profile?.layer) ?? 7;
}

/** The profile that a node names, or null where it names none or one that does not exist. */
export function profileOf(node: TopologyNode, find: FindProfile): Profile | null {
  return node.profile === undefined ? null : (find(node.profile) ?? null);
}

/**
 * Fills every node's gaps from its profile; quantities become numbers by `pick`. Pure; O(nodes).
 *
 * @param before resolved with the same `pick`: nodes that are the same in it, and may name the same profiles, are taken from there
 */
export function resolveTopology(
  topology: Topology,
  pick: PickQuantity = midOf,
  before?: ResolvedTopology,
): ResolvedTopology {
  const find = profilesOf(topology);
  const known = before?.topology.profiles === topology.profiles ? before?.nodes : undefined;
  const resolved = (node: TopologyNode): ResolvedNode => {
    const same = known?.get(node.id);
    return same?.node === node ? same : resolveNode(node, find, pick);
  };
  return { topology, nodes: new Map(topology.nodes.map((node) => [node.id, resolved(node)])) };
}

function resolveNode(node: TopologyNode, find: FindProfile, pick: PickQuantity): ResolvedNode {
  const profile = profileOf(node, find);
  const instances = instanceRange(node, pick);
  const translator = resolveTranslator(node, profile, pick);
  return {
    node,
    profile,
    instances,
    processesPerInstance: 'processesPerInstance' in node ? (node.processesPerInstance ?? 1) : 1,
    zones: 'zones' in node ? (node.zones ?? 1) : 1,
    endpoints: endpointsOf(node, instances),
    cacheHitRatio: node.kind === 'proxy' && node.cacheHitRatio !== undefined ? pick(node.cacheHitRatio) : 0,
    host: resolveHost(node, profile, find, pick),
    translator,
    maxConnections: maxConnectionsOf(node, profile),
    pool: profile?.pool ?? {},
    listenerIdleTimeoutSeconds: listenerIdleTimeout(node, profile),
    passThroughIdleSeconds: translator?.idleTimeoutSeconds ?? passThroughIdle(node, profile),
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
  const listener = valueOf(profile?.listener?.maxConnections);
  if (node.kind === 'proxy') return node.maxConnections ?? listener ?? null;
  if (node.kind !== 'load-balancer') return null;
  // One that translates has the limit of its translator.
  if (terminates(node, profile)) return node.maxConnections ?? listener ?? null;
  return isSourceTranslator(node, profile) ? null : (node.maxConnections ?? null);
}

function listenerIdleTimeout(node: TopologyNode, profile: Profile | null): number | null {
  const given = 'idleTimeoutSeconds' in node ? node.idleTimeoutSeconds : undefined;
  return given ?? valueOf(profile?.listener?.idleTimeoutSeconds) ?? null;
}

/** Of balancers that leave source addresses alone and of filters: they too forget a connection that is silent for long. */
function passThroughIdle(node: TopologyNode, profile: Profile | null): number | null {
  if (terminates(node, profile) || (node.kind === 'firewall' && !isStateful(node, profile))) return null;
  const given = 'idleTimeoutSeconds' in node ? node.idleTimeoutSeconds : undefined;
  const facts = profile?.firewall?.establishedIdleSeconds ?? profile?.translator?.idleTimeoutSeconds;
  return given ?? valueOf(facts) ?? null;
}

/** Whether a packet filter knows the connections that it let through. */
export function isStateful(node: FirewallNode, profile: Profile | null): boolean {
  return node.stateful ?? valueOf(profile?.firewall?.stateful) ?? true;
}
