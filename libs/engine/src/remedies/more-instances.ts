import { machineBefore, sourceBefore } from '../plan/machines.js';
import type { InstanceRange, ResolvedNode } from '../topology/resolved.js';
import { settingField } from './document-patch.js';
import { growing } from './growing.js';
import { nodeIn, pathsOf, type Proposal, type Remedy, type Situation } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** More instances of what opens the connections: each has ports of its own, and a smaller part of the traffic. */
export const moreInstances: Remedy = {
  kind: 'more-instances',
  effort: 'redeploy',
  leadTimeDays: 3,
  sources: ['https://www.rfc-editor.org/rfc/rfc9293#section-4 (a connection is a pair of sockets)'],
  forPool: (assessment, situation) => {
    const { pool, status } = assessment;
    const owner = nodeIn(situation, pool.node);
    const perMachine = pool.scope === 'vm' || (pool.scope === 'node' && owner.translator !== null);
    if (pool.scope !== 'instance' && !perMachine && pool.kind !== 'snat-ports') return [];
    if (pool.scope === 'gateway' && !isPinned(owner)) {
      const reason = `all instances share the ports of ${pool.node}; more of them open as many connections`;
      return [
        {
          rejection: {
            node: pool.node,
            constraint: 'shared-pool',
            reason,
            observed: null,
            limit: null,
            unit: '',
          },
        },
      ];
    }
    const by = shortfall(assessment, goalOf(status), situation.policy);
    const ownerOf = perMachine ? machineBefore : sourceBefore;
    const owners =
      pool.scope === 'instance'
        ? [pool.node]
        : [...new Set(pathsOf(assessment, situation).map((path) => ownerOf(path, pool.node).node.id))];
    return owners.flatMap((id) => grown(id, by, pool.scope === 'gateway', situation));
  },
  forFinding: ({ code, node }, situation) => {
    if (code !== 'single-instance' || node === undefined) return [];
    return grown(node, 2, false, situation);
  },
};

function grown(id: string, by: number, behindGateway: boolean, situation: Situation): readonly Proposal[] {
  const node = nodeIn(situation, id);
  if (!('instances' in node.node) && !['proxy', 'backend', 'cluster'].includes(node.node.kind)) return [];
  if (node.node.kind === 'clients' || node.profile?.family === 'load-balancer') return [];
  const { instances } = node;
  return [
    growing(instances.max, by, (count) => ({
      id: `more-instances:${id}`,
      title: `Run ${String(count)} instances of ${id}`,
      because: `each has ports of its own and gets less of the traffic (${String(instances.max)} now${instances.requestsPerSecondPerInstance === null ? '' : ' at most'})`,
      patch: settingField(situation.topology, 'nodes', id, ['instances'], valueAt(instances, count)),
      touches: touched(id, situation),
      whyNot: behindGateway
        ? 'all instances share the ports of the gateway; more of them open as many connections'
        : 'the pool is not short by the number of instances',
    })),
  ];
}

/** Whether a machine keeps to one address of its gateway, so that more machines spread over more of them. */
function isPinned({ translator }: ResolvedNode): boolean {
  return translator?.ipSelection === 'hash-source-destination' && translator.publicIps > 1;
}

/** An auto-scaling group must also add its instances earlier: until it does, each carries as much as before. */
function valueAt(instances: InstanceRange, count: number): unknown {
  const each = instances.requestsPerSecondPerInstance;
  if (each === null) return count;
  return { min: instances.min, max: count, requestsPerSecondPerInstance: (each * instances.max) / count };
}

function touched(id: string, { paths }: Situation): readonly string[] {
  return [
    ...new Set([
      id,
      ...paths
        .map(({ leg }) => [leg.from, leg.to, ...(leg.via ?? [])])
        .filter((nodes) => nodes.includes(id))
        .flat(),
    ]),
  ];
}
