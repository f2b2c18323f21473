import { boundsOf } from '../catalog/bounds.js';
import { ALLOCATION_RULES, type MachineGroup } from '../nat/index.js';
import type { Assessment } from '../plan/assess.js';
import { machineBefore, machinesBefore, machinesOfNodes, runsContainers } from '../plan/machines.js';
import { severityOf } from '../plan/severity.js';

import type { ResolvedNode, ResolvedTranslator } from '../topology/resolved.js';
import type { Allocation, AllocationKind } from '../topology/translator.js';
import { addressLimit } from './address-limits.js';
import { settingField } from './document-patch.js';
import { nodeIn, type Candidate, type Proposal, type Remedy, type Situation } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** More ports for each machine behind a translator that allots them, and the addresses that this takes. */
export const morePortsPerVm: Remedy = {
  kind: 'more-ports-per-vm',
  effort: 'setting',
  leadTimeDays: 1,
  sources: [
    'https://cloud.google.com/nat/docs/ports-and-addresses',
    'https://learn.microsoft.com/azure/load-balancer/outbound-rules',
  ],
  forPool: (assessment, situation) =>
    allotted(assessment, situation, ({ allocation }, portsPerVm) => {
      if (allocation.kind === 'by-pool-size') return { kind: 'manual', portsPerVm };
      if (allocation.kind === 'dynamic-per-vm') {
        return { ...allocation, kind: 'dynamic-per-vm', maxPortsPerVm: portsPerVm };
      }
      return { ...allocation, kind: allocation.kind === 'manual' ? 'manual' : 'static-per-vm', portsPerVm };
    }),
};

/** Blocks that grow with what a machine needs. */
export const dynamicPortAllocation: Remedy = {
  kind: 'dynamic-port-allocation',
  effort: 'setting',
  leadTimeDays: 1,
  sources: ['https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port'],
  forPool: (assessment, situation) => {
    const translator = nodeIn(situation, assessment.pool.node).translator;
    const { min: least } = boundsOf(translator?.facts.limits, 'allocation.minPortsPerVm');
    if (least === undefined || translator?.allocation.kind === 'dynamic-per-vm') return [];
    if (translator?.tupleScope === 'translator') {
      const reason = 'dynamic allocation and endpoint-independent mapping exclude each other';
      return [
        {
          rejection: {
            node: assessment.pool.node,
            constraint: 'tuple-scope',
            reason,
            observed: null,
            limit: null,
            unit: '',
          },
        },
      ];
    }
    return allotted(assessment, situation, (_translator, portsPerVm) => ({
      kind: 'dynamic-per-vm',
      minPortsPerVm: least,
      maxPortsPerVm: Math.max(portsPerVm, least * 2),
    }));
  },
};

type Blocks = Allocation & { readonly kind: Exclude<AllocationKind, 'on-demand'> };
type AllocationAt = (translator: ResolvedTranslator, portsPerVm: number) => Blocks;

function allotted(
  assessment: Assessment,
  situation: Situation,
  allocationAt: AllocationAt,
): readonly Proposal[] {
  const { pool, status } = assessment;
  const node = nodeIn(situation, pool.node);
  const { translator } = node;
  if (pool.kind !== 'snat-ports' || translator === null || translator.allocation.kind === 'on-demand')
    return [];
  const sized = situation.natGateways.find((gateway) => gateway.node === pool.node);
  const now = pool.tuplesPerSubpool;
  const within = severityOf(status) <= severityOf('warning');
  const asked = within ? null : (sized?.portsPerVm ?? null);
  const by = shortfall(assessment, goalOf(status), situation.policy);
  return [at(node, translator, Math.max(now + 1, asked ?? Math.ceil(now * by)), situation, allocationAt)];
}

function at(
  node: ResolvedNode,
  translator: ResolvedTranslator,
  needed: number,
  situation: Situation,
  allocationAt: AllocationAt,
): Proposal {
  const id = node.node.id;
  // All whose machines it has ports for, whichever of them are short.
  const sharers = machinesBefore(
    situation.paths.filter(({ via }) => via.some((each) => each.node.id === id)),
    id,
  );
  const machines = machinesOfNodes(sharers);
  const wanted = allocationAt(translator, needed);
  const { publicIps, portsPerVm } = ALLOCATION_RULES[wanted.kind].provide({
    // What is needed, and no bound of ours.
    allocation: { ...wanted, maxPortsPerVm: Infinity },
    facts: translator.facts,
    instances: machines,
    containerHosts: sharers.some(runsContainers),
    groups: wanted.kind === 'dynamic-per-vm' ? groupsBehind(node, sharers, needed, situation) : [],
    publicIps: translator.publicIps,
    neededPortsPerVm: needed,
  });
  const { max: most } = boundsOf(translator.facts.limits, 'allocation.portsPerVm');
  if (publicIps === null || (most !== undefined && portsPerVm > most)) {
    const reason = `${node.profile?.title ?? id} gives a machine no more`;
    return {
      rejection: {
        node: id,
        constraint: 'provider-limit:portsPerVm',
        reason,
        observed: needed,
        limit: most ?? translator.allocation.portsPerVm ?? null,
        unit: 'ports',
      },
    };
  }
  const limit = addressLimit(node, situation.policy);
  if (limit !== null && publicIps > limit.limit) {
    const reason = `${String(portsPerVm)} ports for each of ${String(machines)} machines take more addresses than a gateway may have (${limit.source})`;
    return {
      rejection: {
        node: id,
        constraint: limit.constraint,
        reason,
        observed: publicIps,
        limit: limit.limit,
        unit: 'addresses',
      },
    };
  }
  return {
    candidate: candidate(
      node,
      translator,
      allocationAt(translator, portsPerVm),
      publicIps,
      portsPerVm,
      situation,
    ),
  };
}

/** What the machines of each node need, so that blocks of those that need little are not counted as large. */
function groupsBehind(
  { node }: ResolvedNode,
  sharers: readonly ResolvedNode[],
  most: number,
  { pools, paths }: Situation,
): readonly MachineGroup[] {
  const machineOf = new Map(paths.map((path) => [path.leg.id, machineBefore(path, node.id).node.id]));
  const ofNode = pools.flatMap(({ assessment }) =>
    assessment.pool.node === node.id && assessment.pool.kind === 'snat-ports' ? [assessment] : [],
  );
  return sharers.map((sharer) => {
    const needed = ofNode
      .filter(({ pool }) => pool.contributions.some(({ leg }) => machineOf.get(leg) === sharer.node.id))
      .map(({ pool, peak }) => Math.ceil(peak.required / pool.subpools));
    return { machines: sharer.instances.max, needed: Math.min(most, Math.max(0, ...needed)) };
  });
}

function candidate(
  { node }: ResolvedNode,
  translator: ResolvedTranslator,
  allocation: Allocation,
  publicIps: number,
  portsPerVm: number,
  { topology }: Situation,
): Candidate {
  const dynamic = allocation.kind === 'dynamic-per-vm' && translator.allocation.kind !== 'dynamic-per-vm';
  const more = publicIps > translator.publicIps;
  const addresses = more
    ? `; that takes ${String(publicIps)} addresses instead of ${String(translator.publicIps)}, which partners must add to their lists first`
    : '';
  return {
    id: `${dynamic ? 'dynamic-port-allocation' : 'more-ports-per-vm'}:${node.id}`,
    title: dynamic
      ? `Let ${node.id} allot ports as they are needed, up to ${String(portsPerVm)} a machine`
      : `Allot ${String(portsPerVm)} ports to each machine behind ${node.id}`,
    because: dynamic
      ? `a machine gets more ports when it needs them; while its block doubles, connections may be delayed or dropped${addresses}`
      : `the ports of a machine limit its connections to one destination${addresses}`,
    patch: [
      ...settingField(topology, 'nodes', node.id, ['allocation'], allocation),
      ...(more ? settingField(topology, 'nodes', node.id, ['publicIps'], publicIps) : []),
    ],
    touches: [node.id],
    size: portsPerVm,
    whyNot: 'the pool is not short by what a machine is allotted',
    ...(more ? { extraDays: 13 } : {}),
  };
}
