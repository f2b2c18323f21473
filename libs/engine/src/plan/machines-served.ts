import { ALLOCATION_RULES } from '../nat/index.js';
import type { ResolvedTopology } from '../topology/resolved.js';
import { groupPaths, type PoolContext } from './pool-recipe.js';
import { machinesBefore, machinesOfNodes, runsContainers } from './machines.js';

/** Machines behind a translator that sets ports aside for each of them. */
export interface MachinesServed {
  /** That get ports, of as many as there are at most. */
  readonly served: number;
  /** As many as run at least, and at most. */
  readonly fewest: number;
  readonly most: number;
}

/** With blocks per machine, those that come after the last block get none at all. By id of the translator's node. */
export function machinesServed(
  resolved: ResolvedTopology,
  context: PoolContext,
): ReadonlyMap<string, MachinesServed> {
  const through = groupPaths(
    context.paths.flatMap((path) => path.via.map(({ node }) => ({ path, id: node.id }))),
    ({ id }) => id,
  );
  return new Map(
    [...resolved.nodes].flatMap(([id, { translator }]) => {
      if (translator === null || translator.allocation.kind === 'on-demand') return [];
      const behind = machinesBefore(
        (through.get(id) ?? []).map(({ path }) => path),
        id,
      );
      const most = machinesOfNodes(behind);
      const served = ALLOCATION_RULES[translator.allocation.kind].machinesServed({
        allocation: translator.allocation,
        facts: translator.facts,
        publicIps: translator.publicIps,
        instances: most,
        containerHosts: behind.some(runsContainers),
      });
      const fewest = behind.reduce((sum, { instances }) => sum + instances.min, 0);
      return [[id, { served, fewest, most }] as const];
    }),
  );
}

/** Share of the machines that run at all times whose connections all fail, for want of ports: 0 to 1. */
export function shareWithoutPorts({ served, fewest }: MachinesServed): number {
  return fewest > served ? (fewest - served) / fewest : 0;
}
