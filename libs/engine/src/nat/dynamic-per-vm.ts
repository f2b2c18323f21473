import { boundsOf } from '../catalog/bounds.js';
import type { AllocationInput, AllocationRule, MachineGroup } from './allocation-rule.js';
import {
  allocatablePortsPerIp,
  largestBlock,
  largestBlockDerivation,
  machinesServedBy,
  publicIpsFor,
  roundBlockUp,
} from './port-blocks.js';

/**
 * Blocks that double as a VM nears exhaustion, between a minimum and a maximum: Cloud NAT's dynamic allocation. Where all
 * VMs are as busy as each other, each can have no more than its part of all ports, and blocks are powers of two; where they
 * are not, the block that is shortest of what its machine asks for doubles first, until one does not fit.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port
 */
export const dynamicPerVm: AllocationRule = {
  portsPerVm: (input) => {
    const { least, most } = bounds(input);
    const block = grownBlocks(input)[input.group ?? 0];
    if (block !== undefined) return block;
    const part = largestBlock(input.publicIps, input.instances, input.facts);
    return Math.min(most, Math.max(least, part));
  },
  derivation: (input) => {
    const { least, most } = bounds(input);
    const blocks = grownBlocks(input);
    if (blocks.length === 0)
      return `${largestBlockDerivation(input)}; from ${String(least)} to ${String(most)}`;
    const all = (input.groups ?? []).map(
      ({ machines }, index) => `${String(machines)} × ${String(blocks[index])}`,
    );
    const perIp = String(allocatablePortsPerIp(input.facts) ?? 0);
    return `blocks from ${String(least)} to ${String(most)} double in turn, the shortest of what its machine holds first, while ${all.join(' + ')} fit ${String(input.publicIps)} × ${perIp} ports; of which`;
  },
  machinesServed: (input) => machinesServedBy(input.publicIps, bounds(input).least, input.facts),
  provide: (input) => {
    const { least, most } = bounds(input);
    const blockFor = (needed: number): number => Math.max(least, roundBlockUp(needed, input.facts));
    const portsPerVm = blockFor(input.neededPortsPerVm);
    if (portsPerVm > most) return { publicIps: null, portsPerVm };
    const perIp = allocatablePortsPerIp(input.facts);
    const groups = busyGroups(input);
    if (perIp === undefined || groups.length === 0)
      return { publicIps: publicIpsFor(input.instances, portsPerVm, input.facts), portsPerVm };
    const ports = groups.reduce((sum, { machines, needed }) => sum + machines * blockFor(needed), 0);
    return { publicIps: Math.max(1, Math.ceil(ports / perIp)), portsPerVm };
  },
};

/** Groups that differ, where blocks are doubled; none where one part fits all. */
function busyGroups({ groups = [], facts }: AllocationInput): readonly MachineGroup[] {
  return facts.blockRounding?.value === 'power-of-two' && groups.length > 1 ? groups : [];
}

/** Where nothing else ends the doubling: all ports of sixteen addresses. */
const LARGEST_BLOCK = 2 ** 20;

/** One doubling of the block of each machine of a group: it takes as many ports as they have. */
interface Doubling {
  readonly index: number;
  readonly block: number;
  readonly needed: number;
  readonly ports: number;
}

/** Groups in the order in which their blocks double, and the blocks that a number of ports allows. */
interface Growth {
  readonly least: number;
  readonly most: number;
  readonly doublings: readonly Doubling[];
  readonly blocks: Map<number, readonly number[]>;
}

/** All pools of a gateway ask for the same groups: their order is found once. */
const GROWTHS = new WeakMap<readonly MachineGroup[], Growth>();

function growthOf(groups: readonly MachineGroup[], least: number, most: number): Growth {
  const known = GROWTHS.get(groups);
  if (known?.least === least && known.most === most) return known;
  const doublings = groups.flatMap(({ machines, needed }, index) => {
    const own: Doubling[] = [];
    for (let block = least; block * 2 <= most; block *= 2)
      own.push({ index, block, needed, ports: machines * block });
    return own;
  });
  // The block that is shortest of what its machine asks for comes first.
  doublings.sort(
    (left, right) =>
      left.block * right.needed - right.block * left.needed ||
      left.block - right.block ||
      left.index - right.index,
  );
  const growth = { least, most, doublings, blocks: new Map<number, readonly number[]>() };
  GROWTHS.set(groups, growth);
  return growth;
}

/** The block of a machine of each group, once nothing more can double; empty where all are alike. */
function grownBlocks(input: AllocationInput): readonly number[] {
  const groups = busyGroups(input);
  const perIp = allocatablePortsPerIp(input.facts) ?? 0;
  if (groups.length === 0 || perIp === 0) return [];
  const { least: given, most } = bounds(input);
  const least = Math.min(most, roundBlockUp(given, input.facts));
  const ports = input.publicIps * perIp;
  const { doublings, blocks: known } = growthOf(groups, least, Math.min(most, LARGEST_BLOCK));
  const before = known.get(ports);
  if (before !== undefined) return before;
  const blocks = groups.map(() => least);
  let left = groups.reduce((rest, { machines }) => rest - machines * least, ports);
  for (const { index, block, ports: more } of doublings) {
    if (more > left) break;
    left -= more;
    blocks[index] = block * 2;
  }
  known.set(ports, blocks);
  return blocks;
}

function bounds({ allocation, facts }: AllocationInput): { readonly least: number; readonly most: number } {
  const { min: least = 1 } = boundsOf(facts.limits, 'allocation.minPortsPerVm');
  const { max: most = Infinity } = boundsOf(facts.limits, 'allocation.maxPortsPerVm');
  return { least: allocation.minPortsPerVm ?? least, most: allocation.maxPortsPerVm ?? most };
}
