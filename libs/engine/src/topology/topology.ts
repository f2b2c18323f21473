import type { Leg } from './leg.js';
import type { TopologyNode } from './node.js';

export const API_VERSION = 'portplan/v1';

/** What stands where: nodes, and the legs of connections between them. */
export interface Topology {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: 'Topology';
  readonly name: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly nodes: readonly TopologyNode[];
  readonly legs: readonly Leg[];
}
