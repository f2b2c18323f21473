import type { ResolvedNode } from '../topology/resolved.js';
import type { Portion } from './contribution.js';
import type { LegPath } from './leg-path.js';

/**
 * The machine that a translator has ports for: the cluster that a connection passes last before it, whose containers share
 * each machine, else what opened the connection. A cluster that translates is the machine itself.
 */
export function machineBefore({ from, via }: LegPath, translatorId: string): ResolvedNode {
  const until = via.findIndex(({ node }) => node.id === translatorId);
  return via.slice(0, until + 1).findLast(({ node }) => node.kind === 'cluster') ?? from;
}

/** The nodes whose machines come before a translator on some paths, each once. */
export function machinesBefore(paths: readonly LegPath[], translatorId: string): readonly ResolvedNode[] {
  const machines = paths.map((path) => machineBefore(path, translatorId));
  return [...new Map(machines.map((node) => [node.node.id, node] as const)).values()];
}

/** Machines whose addresses a translator sees: those of a cluster only where that translates, else those behind it. */
export function sourceBefore(path: LegPath, translatorId: string): ResolvedNode {
  const machine = machineBefore(path, translatorId);
  return machine.translator === null || machine.node.id === translatorId ? path.from : machine;
}

/** What one machine sees of a leg: its own processes' requests where it opens the connections, else its part of all. */
export function portionOfMachine(machine: ResolvedNode, initiator: ResolvedNode, hotFactor: number): Portion {
  const { instances, processesPerInstance } = initiator;
  const own = { instances, processesPerInstance, hotFactor, gateways: 1 };
  return machine.node.id === initiator.node.id
    ? { ...own, of: 'hottest' }
    : { ...own, of: 'total', machines: machine.instances };
}

/** Whether a node runs containers that share each of its machines: GKE reserves more ports for such a machine. */
export function runsContainers({ node }: ResolvedNode): boolean {
  return node.kind === 'cluster';
}

/** Machines that nodes run together, at most. */
export function machinesOfNodes(nodes: readonly ResolvedNode[]): number {
  return nodes.reduce((sum, { instances }) => sum + instances.max, 0);
}
