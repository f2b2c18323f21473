import type { Assessment } from '../plan/assess.js';
import type { LegPath } from '../plan/leg-path.js';
import type { CompletePolicy } from '../plan/policy.js';
import type {
  Effort,
  Finding,
  MonthlyCost,
  NatGatewayResult,
  PatchOperation,
  PoolingAdvice,
  Rejection,
} from '../plan/result.js';
import type { Problem } from '../topology/problem.js';
import type { PickQuantity, ResolvedNode, ResolvedTopology } from '../topology/resolved.js';
import type { Topology } from '../topology/topology.js';

/** A topology with its plan: what remedies are looked for in. */
export interface Situation {
  readonly topology: Topology;
  readonly resolved: ResolvedTopology;
  readonly paths: readonly LegPath[];
  readonly pick: PickQuantity;
  readonly pools: readonly AssessedPool[];
  readonly natGateways: readonly NatGatewayResult[];
  readonly pooling: readonly PoolingAdvice[];
  readonly findings: readonly Finding[];
  readonly policy: CompletePolicy;
}

/** A pool held against its load, and the nodes whose change can reach it. */
export interface AssessedPool {
  readonly nodes: readonly string[];
  readonly assessment: Assessment;
}

/** What planning says of a changed topology, of the pools and gateways that the change reaches. */
export interface Outcome {
  readonly resolved: ResolvedTopology;
  readonly assessments: readonly Assessment[];
  readonly natGateways: readonly NatGatewayResult[];
  readonly findings: readonly Finding[];
}

/**
 * Plans a changed topology.
 *
 * @param touches ids of the nodes whose pools the change can reach
 * @returns the first problem, where the changed topology is none that can be planned
 */
export type Replan = (
  topology: Topology,
  touches: readonly string[],
) => Outcome | { readonly problem: Problem };

/** One change that might help, before anybody has planned with it. */
export interface Candidate {
  /** `kind:place`, stable: the same change to the same place has the same id in every plan. */
  readonly id: string;
  readonly title: string;
  /** What the change does, and what it asks of people: a clause that figures are put behind. */
  readonly because: string;
  readonly patch: readonly PatchOperation[];
  /** Nodes whose pools the change can reach. */
  readonly touches: readonly string[];
  /** Of two candidates with the same id the larger one serves both pools. */
  readonly size?: number;
  /** The same change on a larger scale, where planning showed that it is short by a factor. */
  readonly larger?: (by: number) => Proposal | null;
  /** Why it does not help, should planning show that it does not. */
  readonly whyNot: string;
  /** Days on top of the remedy's own, as while a provider grants a quota. */
  readonly extraDays?: number;
  /** What it adds to a month's bill beyond gateways and their addresses, which are counted from the topology. */
  readonly addedCost?: MonthlyCost;
}

/** A change to try, or the reason why there is nothing to try. */
export type Proposal =
  | { readonly candidate: Candidate; readonly rejection?: never }
  | { readonly rejection: Omit<Rejection, 'remedy' | 'sources'>; readonly candidate?: never };

/** One way to mend something. A new one is a file and an entry in the list of remedies. */
export interface Remedy {
  readonly kind: string;
  readonly effort: Effort;
  /** Days until it is in place where the policy does not say. */
  readonly leadTimeDays: number;
  /** Under which name the policy may give that time, beside the kind. */
  readonly leadTimeName?: string;
  /** Public citations: that it works, and what it asks. */
  readonly sources: readonly string[];
  /** What it would change for a pool that is not well. */
  readonly forPool?: (assessment: Assessment, situation: Situation) => readonly Proposal[];
  /** What it would change for something else that the plan noticed. */
  readonly forFinding?: (finding: Finding, situation: Situation) => readonly Proposal[];
}

/** The node with an id. */
export function nodeIn({ resolved }: Situation, id: string): ResolvedNode {
  const node = resolved.nodes.get(id);
  if (node === undefined) throw new RangeError(`node "${id}" is not in the topology`);
  return node;
}

/** The legs that weigh on a pool. */
export function pathsOf({ pool }: Assessment, { paths }: Situation): readonly LegPath[] {
  const legs = new Set(pool.contributions.map(({ leg }) => leg));
  return paths.filter(({ leg }) => legs.has(leg.id));
}

/** The nodes that open the connections which weigh on a pool, each once. */
export function initiatorsOf(assessment: Assessment, situation: Situation): readonly ResolvedNode[] {
  return [
    ...new Map(pathsOf(assessment, situation).map(({ from }) => [from.node.id, from] as const)).values(),
  ];
}

/** All nodes that a leg's connections are counted at. */
export function nodesOn({ leg }: LegPath): readonly string[] {
  return [leg.from, leg.to, ...(leg.via ?? [])];
}
