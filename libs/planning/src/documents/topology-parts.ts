import type { Leg, NodeKind, TopologyNode } from '@portplan/engine';

/** A node of a stored topology's latest revision. */
export interface StoredNode {
  readonly topologyId: string;
  readonly revision: number;
  /** Place in the document, from 0. */
  readonly position: number;
  readonly node: TopologyNode;
}

/** A leg of a stored topology's latest revision. */
export interface StoredLeg {
  readonly topologyId: string;
  readonly revision: number;
  readonly position: number;
  readonly leg: Leg;
}

/** All given conditions hold. */
export interface NodeFilter {
  readonly topologyId?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly kind?: NodeKind | undefined;
  readonly profile?: string | undefined;
}

/** All given conditions hold. */
export interface LegFilter {
  readonly topologyId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly via?: string | undefined;
}
