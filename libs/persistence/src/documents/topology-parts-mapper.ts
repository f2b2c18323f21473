import type { Leg, Topology, TopologyNode } from '@portplan/engine';
import type { StoredLeg, StoredNode } from '@portplan/planning';
import { fromJsonText, toJsonText } from '../database/json-text.js';

/** One revision of one topology. */
export interface TopologyRevisionKey {
  readonly workspaceId: string;
  readonly topologyId: string;
  readonly revision: number;
}

interface PartRow {
  readonly topologyId: string;
  readonly revision: number;
  readonly position: number;
}

export interface NodeColumns extends TopologyRevisionKey, PartRow {
  readonly nodeId: string;
  readonly kind: string;
  readonly profile: string | null;
  readonly node: string;
}

export interface LegColumns extends TopologyRevisionKey, PartRow {
  readonly legId: string;
  readonly fromNode: string;
  readonly toNode: string;
  readonly via: string[];
  readonly leg: string;
}

export function toNodeRows(key: TopologyRevisionKey, { nodes }: Topology): NodeColumns[] {
  return nodes.map((node, position) => ({
    ...key,
    position,
    nodeId: node.id,
    kind: node.kind,
    profile: node.profile ?? null,
    node: toJsonText(node),
  }));
}

export function toLegRows(key: TopologyRevisionKey, { legs }: Topology): LegColumns[] {
  return legs.map((leg, position) => ({
    ...key,
    position,
    legId: leg.id,
    fromNode: leg.from,
    toNode: leg.to,
    via: [...(leg.via ?? [])],
    leg: toJsonText(leg),
  }));
}

export function toStoredNode(row: PartRow & { readonly node: string }): StoredNode {
  const { topologyId, revision, position } = row;
  return { topologyId, revision, position, node: fromJsonText(row.node) as TopologyNode };
}

export function toStoredLeg(row: PartRow & { readonly leg: string }): StoredLeg {
  const { topologyId, revision, position } = row;
  return { topologyId, revision, position, leg: fromJsonText(row.leg) as Leg };
}
