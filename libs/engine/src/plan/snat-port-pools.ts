import { ALLOCATION_RULES } from '../nat/index.js';
import { translatorQuarantineSeconds } from '../pooling/index.js';
import { hottestShareOfHash } from '../queueing/index.js';
import type { ResolvedTranslator } from '../topology/resolved.js';
import { burstShareOfEndpoint, hottestEndpointShare } from './hot-share.js';
import { machinesOfNodes, runsContainers } from './machines.js';
import type { Behind, Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';
import {
  basePoolId,
  contributionOfPath,
  machineIdOf,
  sourceIdOf,
  type TranslatedPath,
} from './snat-paths.js';
import { sharersOf, type Sharers } from './snat-sharers.js';

/**
 * The SNAT ports of every translator on a path: one pool for each destination where a port is unique to the endpoint,
 * one for all where it is not. What owns a pool differs: a gateway, each VM behind it, or each machine of a cluster;
 * the VMs of different initiators have pools of their own, told apart by `@initiator` behind the id.
 */
export function snatPortPools(context: PoolContext): readonly PoolRecipe[] {
  const translated = context.paths.flatMap((path): readonly TranslatedPath[] =>
    path.via.filter(({ translator }) => translator !== null).map((translator) => ({ ...path, translator })),
  );
  const owners = new Map(
    [...groupPaths(translated, basePoolId)].map(([base, paths]) => [
      base,
      new Set(paths.map(machineIdOf)).size,
    ]),
  );
  const groups = groupPaths(translated, (path) => {
    const base = basePoolId(path);
    const shared = (owners.get(base) ?? 1) > 1;
    return path.translator.translator?.scope === 'vm' && shared ? `${base}@${machineIdOf(path)}` : base;
  });
  const sharersBehind = new Map(
    [...groupPaths(translated, ({ translator }) => translator.node.id)].map(([id, through]) => [
      id,
      sharersOf(through, context),
    ]),
  );
  return [...groups].flatMap(([id, paths]) => {
    const first = paths[0];
    if (first === undefined) return [];
    const sharers = sharersBehind.get(first.translator.node.id);
    if (sharers === undefined) return [];
    const nodes = [
      ...new Set([
        ...paths.flatMap((path) => [
          path.leg.from,
          path.leg.to,
          path.translator.node.id,
          machineIdOf(path),
          sourceIdOf(path),
        ]),
        ...sharers.deciding,
      ]),
    ];
    return [{ id, nodes, build: (view: NodeView) => build({ id, paths, first, sharers }, context, view) }];
  });
}

/** The paths of one pool, and who shares its translator. */
interface SnatPaths {
  readonly id: string;
  readonly paths: readonly TranslatedPath[];
  readonly first: TranslatedPath;
  readonly sharers: Sharers;
}

function build({ id, paths, first, sharers }: SnatPaths, context: PoolContext, view: NodeView): Pool {
  const node = view(first.translator.node.id);
  const machine = view(machineIdOf(first));
  const translator = node.translator;
  const shared = translator?.tupleScope === 'translator';
  const endpoints = shared ? 1 : view(first.leg.to).endpoints;
  const behind: Behind = {
    machines: machinesOfNodes(sharers.ids.map(view)),
    groups: sharers.groups(view),
    group: sharers.ids.indexOf(machine.node.id),
    containerHosts: runsContainers(machine),
    sources: view(sourceIdOf(first)).instances.min,
  };
  const shape = translator === null ? NO_PORTS : poolShape(translator, behind);
  const endpointShare = hottestEndpointShare(first.leg.distribution, endpoints);
  return {
    id,
    node: node.node.id,
    kind: 'snat-ports',
    destination: shared ? null : first.leg.to,
    protocol: first.leg.protocol ?? 'tcp',
    scope: translator?.scope ?? 'gateway',
    tuplesPerSubpool: shape.tuples,
    subpools: shape.parts * endpoints,
    hottestSubpoolShare: shape.hottestPartShare * endpointShare,
    burstShare: shape.burstShare * burstShareOfEndpoint(first.leg.distribution, endpoints),
    portSearch: translator?.portSearch ?? { kind: 'exhaustive' },
    behind,
    ...(shape.derivation === undefined ? {} : { tuplesDerivation: shape.derivation }),
    contributions: paths.flatMap((path) => contributionOfPath(path, context, view) ?? []),
    peakedness: peakednessOf(paths, context),
    inputs: {
      publicIps: translator?.publicIps ?? null,
      portsPerIp: translator?.portsPerIp ?? null,
      portsPerVm: shape.portsPerVm,
      zones: translator?.zones ?? null,
      endpoints,
      quarantineSeconds:
        translator === null ? null : translatorQuarantineSeconds(translator, first.leg.protocol ?? 'tcp'),
      ipSelection: translator?.ipSelection ?? null,
      tupleScope: shared ? 'translator' : 'endpoint',
    },
    citations: translator?.citations ?? [],
  };
}

interface PoolShape {
  readonly tuples: number;
  /** Equal parts among which a connection cannot choose, toward one endpoint. */
  readonly parts: number;
  readonly hottestPartShare: number;
  /** Share of a burst that falls on one part. */
  readonly burstShare: number;
  readonly portsPerVm: number | null;
  readonly derivation?: () => string;
}

const NO_PORTS: PoolShape = { tuples: 0, parts: 1, hottestPartShare: 1, burstShare: 1, portsPerVm: null };

/** How a translator's ports toward one endpoint fall into parts. */
export function poolShape(translator: ResolvedTranslator, behind: Behind): PoolShape {
  if (translator.allocation.kind !== 'on-demand') {
    const rule = ALLOCATION_RULES[translator.allocation.kind];
    const asked = {
      allocation: translator.allocation,
      publicIps: translator.publicIps,
      instances: behind.machines,
      facts: translator.facts,
      containerHosts: behind.containerHosts,
      groups: behind.groups,
      group: behind.group,
    };
    const portsPerVm = rule.portsPerVm(asked);
    const derivation = (): string => rule.derivation(asked);
    return { tuples: portsPerVm, parts: 1, hottestPartShare: 1, burstShare: 1, portsPerVm, derivation };
  }
  const { portsPerIp, publicIps } = translator;
  if (translator.ipSelection === 'searched') {
    return { tuples: portsPerIp * publicIps, parts: 1, hottestPartShare: 1, burstShare: 1, portsPerVm: null };
  }
  return {
    tuples: portsPerIp,
    parts: publicIps,
    hottestPartShare: hottestIpShare(translator, behind, publicIps),
    burstShare: translator.ipSelection === 'random' ? 1 / publicIps : 1,
    portsPerVm: null,
  };
}

/** Share of the load that the hottest address gets: a hash of source and destination pins each machine to one. */
function hottestIpShare(translator: ResolvedTranslator, { sources }: Behind, publicIps: number): number {
  if (publicIps <= 1) return 1;
  if (translator.ipSelection === 'hash-source-destination') return hottestShareOfHash(sources, publicIps);
  return 1 / publicIps;
}

/** The pool as it would be if its gateway had that many addresses. */
export function withPublicIps(pool: Pool, translator: ResolvedTranslator, publicIps: number): Pool {
  const { behind } = pool;
  if (behind === undefined) return pool;
  const now = poolShape(translator, behind);
  const then = poolShape({ ...translator, publicIps }, behind);
  const endpoints = pool.subpools / now.parts;
  const endpointShare = pool.hottestSubpoolShare / now.hottestPartShare;
  const burstShareOfEndpoints = pool.burstShare / now.burstShare;
  return {
    ...pool,
    tuplesPerSubpool: then.tuples,
    subpools: then.parts * endpoints,
    hottestSubpoolShare: then.hottestPartShare * endpointShare,
    burstShare: then.burstShare * burstShareOfEndpoints,
  };
}
