import { findProfile } from '../catalog/catalog.js';
import { translatorQuarantineSeconds } from '../pooling/index.js';
import { citationsFor, cited, ownCitations } from '../topology/citations.js';
import type { Leg } from '../topology/leg.js';
import type { ResolvedNode } from '../topology/resolved.js';
import { holderLoad } from './holder-load.js';
import type { LegPath } from './leg-path.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';
import type { Scope } from './result.js';

/** A node that tracks a leg's connections, in a table of so many entries. */
interface Tracker {
  readonly nodeId: string;
  readonly entries: number;
  readonly scope: Scope;
  /** Seconds that an entry stays after the connection closed. */
  readonly closedSeconds: number;
  readonly citations: readonly string[];
}

/** A leg's path past one of its trackers. */
interface TrackedPath {
  readonly path: LegPath;
  readonly tracker: Tracker;
}

/**
 * Tables of tracked connections: of translators and stateful firewalls on the way, and of hosts at either end that are
 * given a `conntrackMax`. Each connection is one entry, both directions in one, from its first packet until so long
 * after its last; a full table drops what is new.
 *
 * @see https://docs.kernel.org/networking/nf_conntrack-sysctl.html
 */
export function trackingTablePools(context: PoolContext): readonly PoolRecipe[] {
  const tracked = context.paths.flatMap((path) =>
    trackersOf(path, context).map((tracker) => ({ path, tracker })),
  );
  const groups = groupPaths(tracked, ({ tracker }) => poolId(tracker.nodeId, 'conntrack', null, 'tcp'));
  return [...groups].flatMap(([id, members]) => {
    const first = members[0];
    if (first === undefined) return [];
    const paths = members.map(({ path }) => path);
    const nodes = [...new Set([first.tracker.nodeId, ...paths.flatMap(({ leg }) => [leg.from, leg.to])])];
    return [{ id, nodes, build: (view: NodeView) => build(id, members, first.tracker, context, view) }];
  });
}

function trackersOf(path: LegPath, context: PoolContext): readonly Tracker[] {
  return [
    ...path.via.flatMap((node) => translatorTable(node, path.leg) ?? firewallTable(node, context) ?? []),
    ...[path.from, path.to].flatMap((node) => hostTable(node) ?? []),
  ];
}

function translatorTable({ node, translator }: ResolvedNode, { protocol }: Leg): Tracker | null {
  const entries = translator?.conntrackMax ?? null;
  if (translator === null || entries === null) return null;
  const { scope, citations } = translator;
  const closedSeconds = translatorQuarantineSeconds(translator, protocol ?? 'tcp');
  return { nodeId: node.id, entries, scope, closedSeconds, citations };
}

function firewallTable({ node, profile }: ResolvedNode, { pick }: PoolContext): Tracker | null {
  if (node.kind !== 'firewall') return null;
  const facts = profile?.firewall;
  const entries = node.conntrackMax ?? facts?.conntrackMax?.value;
  if (!(node.stateful ?? facts?.stateful?.value ?? true) || entries === undefined) return null;
  const given = node.quarantineSeconds === undefined ? undefined : pick(node.quarantineSeconds);
  const { seconds, source } = LINUX_CLOSED;
  return {
    nodeId: node.id,
    entries,
    scope: 'node',
    closedSeconds: given ?? facts?.timeWaitSeconds?.value ?? seconds,
    citations: [
      facts?.conntrackMax === undefined ? source : cited(facts.conntrackMax),
      ...ownCitations(facts?.timeWaitSeconds),
    ],
  };
}

function hostTable({ node, host }: ResolvedNode): Tracker | null {
  const entries = host?.conntrackMax ?? null;
  if (entries === null) return null;
  const { seconds, source } = LINUX_CLOSED;
  return {
    nodeId: node.id,
    entries,
    scope: 'instance',
    closedSeconds: seconds,
    citations: [source, ...citationsFor('conntrackMax', host?.citations ?? [])],
  };
}

/** What Linux keeps of a closed connection, where nothing else is said. */
const LINUX_CLOSED = ((): { readonly seconds: number; readonly source: string } => {
  const fact = findProfile('linux/conntrack')?.firewall?.timeWaitSeconds;
  return { seconds: fact?.value ?? 0, source: fact?.source ?? '' };
})();

function build(
  id: string,
  members: readonly TrackedPath[],
  tracker: Tracker,
  context: PoolContext,
  view: NodeView,
): Pool {
  const node = view(tracker.nodeId);
  return {
    id,
    node: tracker.nodeId,
    kind: 'conntrack',
    destination: null,
    protocol: 'tcp',
    scope: tracker.scope,
    tuplesPerSubpool: tracker.entries,
    subpools: 1,
    hottestSubpoolShare: 1,
    burstShare: 1,
    portSearch: { kind: 'exhaustive' },
    contributions: members.flatMap(({ path, tracker: { scope, closedSeconds } }) => {
      const holder = { node, scope, quarantineSeconds: closedSeconds };
      return holderLoad(path, holder, context, view) ?? [];
    }),
    peakedness: peakednessOf(
      members.map(({ path }) => path),
      context,
    ),
    inputs: { conntrackMax: tracker.entries, quarantineSeconds: tracker.closedSeconds },
    citations: tracker.citations,
  };
}
