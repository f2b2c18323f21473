import type { LegCoefficients } from '../topology/propagation.js';
import type { PickQuantity, ResolvedNode } from '../topology/resolved.js';
import type { LegConnections } from './contribution.js';
import type { LegPath } from './leg-path.js';
import type { Pool } from './pool.js';

/** How the nodes look in one case: all well, or with one instance or zone lost. */
export type NodeView = (id: string) => ResolvedNode;

/** A pool that can be built for any case, and the nodes whose loss changes it. */
export interface PoolRecipe {
  readonly id: string;
  readonly nodes: readonly string[];
  readonly build: (view: NodeView) => Pool;
}

/** Everything the pools of a plan are made from. */
export interface PoolContext {
  readonly paths: readonly LegPath[];
  /** Each by the id of its leg. */
  readonly pathOf: ReadonlyMap<string, LegPath>;
  /** Those that end at a node, by its id. */
  readonly pathsTo: ReadonlyMap<string, readonly LegPath[]>;
  readonly coefficients: LegCoefficients;
  readonly laws: ReadonlyMap<string, LegConnections>;
  /** How many times an even share the hottest instance of a node gets. */
  readonly hotFactors: ReadonlyMap<string, number>;
  /** Requests per second of each leg at about its busiest, to be held against each other. */
  readonly busiest: ReadonlyMap<string, number>;
  /** Variance-to-mean ratio of each leg's offered load. */
  readonly peakedness: ReadonlyMap<string, number>;
  readonly pick: PickQuantity;
}

/** The paths that share a key, in the order in which keys first occur. */
export function groupPaths<Path>(
  paths: readonly Path[],
  keyOf: (path: Path) => string,
): ReadonlyMap<string, readonly Path[]> {
  const groups = new Map<string, Path[]>();
  for (const path of paths) {
    const key = keyOf(path);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [path]);
    else group.push(path);
  }
  return groups;
}

/** The largest peakedness among legs that share a pool: the mix is at most that. */
export function peakednessOf(paths: readonly LegPath[], context: PoolContext): number {
  return paths.reduce((largest, { leg }) => Math.max(largest, context.peakedness.get(leg.id) ?? 1), 0);
}
