import { citationsFor } from '../topology/citations.js';
import type { ResolvedNode } from '../topology/resolved.js';
import { holderLoad } from './holder-load.js';
import type { LegPath } from './leg-path.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';

const SOURCE = 'https://man7.org/linux/man-pages/man2/getrlimit.2.html (RLIMIT_NOFILE)';

/**
 * Open files of the processes of hosts that are given a `maxFileDescriptors`: every connection is one on each of its
 * sides, so that a proxy spends two on a request that it passes on. A socket in TIME_WAIT is none.
 */
export function fileDescriptorPools(context: PoolContext): readonly PoolRecipe[] {
  const held = context.paths.flatMap((path) =>
    [path.from, path.to]
      .filter(({ host }) => host !== null && host.maxFileDescriptors !== null)
      .map((holder) => ({ path, holder })),
  );
  const groups = groupPaths(held, ({ holder }) => poolId(holder.node.id, 'file-descriptors', null, 'tcp'));
  return [...groups].flatMap(([id, members]) => {
    const first = members[0];
    if (first === undefined) return [];
    const paths = members.map(({ path }) => path);
    const nodes = [...new Set([first.holder.node.id, ...paths.map(({ leg }) => leg.from)])];
    return [
      { id, nodes, build: (view: NodeView) => build(id, paths, view(first.holder.node.id), context, view) },
    ];
  });
}

function build(
  id: string,
  paths: readonly LegPath[],
  node: ResolvedNode,
  context: PoolContext,
  view: NodeView,
): Pool {
  const perProcess = node.host?.maxFileDescriptors ?? 0;
  const processes = node.processesPerInstance;
  return {
    id,
    node: node.node.id,
    kind: 'file-descriptors',
    destination: null,
    protocol: 'tcp',
    scope: 'instance',
    tuplesPerSubpool: perProcess,
    subpools: processes,
    hottestSubpoolShare: 1 / processes,
    burstShare: 1 / processes,
    portSearch: { kind: 'exhaustive' },
    contributions: paths.flatMap(
      (path) => holderLoad(path, { node, scope: 'instance', quarantineSeconds: 0 }, context, view) ?? [],
    ),
    peakedness: peakednessOf(paths, context),
    inputs: { maxFileDescriptors: perProcess, processesPerInstance: processes },
    citations: [SOURCE, ...citationsFor('maxFileDescriptors', node.host?.citations ?? [])],
  };
}
