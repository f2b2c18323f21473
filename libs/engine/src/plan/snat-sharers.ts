import type { MachineGroup } from '../nat/index.js';
import { groupPaths, type NodeView, type PoolContext } from './pool-recipe.js';
import { basePoolId, contributionOfPath, machineIdOf, type TranslatedPath } from './snat-paths.js';

/** What the pools of one translator have in common, found once for all of them. */
export interface Sharers {
  /** Ids of all nodes whose machines its ports are divided among. */
  readonly ids: readonly string[];
  /** Ids of all nodes that decide how its ports are divided. */
  readonly deciding: readonly string[];
  /** Those machines by how busy they are; none where their ports do not follow from it. */
  readonly groups: (view: NodeView) => readonly MachineGroup[];
}

const NOBODY: Sharers = { ids: [], deciding: [], groups: () => [] };

/** @param through all paths through a translator */
export function sharersOf(through: readonly TranslatedPath[], context: PoolContext): Sharers {
  const kind = through[0]?.translator.translator?.allocation.kind ?? 'on-demand';
  if (kind === 'on-demand') return NOBODY;
  const ids = [...new Set(through.map(machineIdOf))];
  if (kind !== 'dynamic-per-vm') return { ids, deciding: ids, groups: () => [] };
  const known = new WeakMap<NodeView, readonly MachineGroup[]>();
  return {
    ids,
    deciding: [...new Set([...ids, ...through.flatMap(({ leg }) => [leg.from, leg.to])])],
    groups: (view) => {
      const groups = known.get(view) ?? groupsBehind(through, context, view);
      known.set(view, groups);
      return groups;
    },
  };
}

/** The machines behind a translator by what each holds of its ports at about its busiest. */
function groupsBehind(
  through: readonly TranslatedPath[],
  context: PoolContext,
  view: NodeView,
): readonly MachineGroup[] {
  return [...groupPaths(through, machineIdOf)].map(([id, paths]) => {
    const towardEach = [...groupPaths(paths, basePoolId).values()].map((toward) => {
      const held = toward.reduce((sum, path) => {
        const part = contributionOfPath(path, context, view);
        return sum + (part?.at(context.busiest.get(path.leg.id) ?? 0).offeredLoad ?? 0);
      }, 0);
      const [first] = toward;
      return first === undefined || first.translator.translator?.tupleScope === 'translator'
        ? held
        : held / view(first.leg.to).endpoints;
    });
    return { machines: view(id).instances.max, needed: Math.max(0, ...towardEach) };
  });
}
