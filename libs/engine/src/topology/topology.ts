import type { Leg } from './leg.js';
import type { TopologyNode } from './node.js';
import type { ProfileDefinition } from './profile-definition.js';

export const API_VERSION = 'portplan/v1';

/** What stands where: nodes, and the legs of connections between them. */
export interface Topology {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: 'Topology';
  readonly name: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Profiles of its own, which nodes may name beside those of the catalogue. */
  readonly profiles?: readonly ProfileDefinition[];
  readonly nodes: readonly TopologyNode[];
  readonly legs: readonly Leg[];
}
