import { ALLOCATION_RULES } from '../nat/index.js';
import { translatorQuarantineSeconds } from '../pooling/index.js';
import { hottestShareOfHash } from '../queueing/index.js';
import type { ResolvedNode, ResolvedTranslator } from '../topology/resolved.js';
import { contributionOf, type Contribution } from './contribution.js';
import { burstShareOfEndpoint, hottestEndpointShare } from './hot-share.js';
import type { LegPath } from './leg-connections.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';

interface TranslatedPath extends LegPath {
  readonly translator: ResolvedNode;
}

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
      new Set(paths.map(({ leg }) => leg.from)).size,
    ]),
  );
  const groups = groupPaths(translated, (path) => {
    const base = basePoolId(path);
    const shared = (owners.get(base) ?? 1) > 1;
    return path.translator.translator?.scope === 'vm' && shared ? `${base}@${path.leg.from}` : base;
  });
  const behind = new Map(
    [...groupPaths(translated, ({ translator }) => translator.node.id)].map(([node, paths]) => [
      node,
      [...new Set(paths.map(({ leg }) => leg.from))],
    ]),
  );
  return [...groups].flatMap(([id, paths]) => {
    const first = paths[0];
    if (first === undefined) return [];
    const sharers =
      first.translator.translator?.allocation.kind === 'on-demand'
        ? []
        : (behind.get(first.translator.node.id) ?? []);
    const nodes = [
      ...new Set([
        ...paths.flatMap(({ leg, translator }) => [leg.from, leg.to, translator.node.id]),
        ...sharers,
      ]),
    ];
    return [{ id, nodes, build: (view: NodeView) => build({ id, paths, first, sharers }, context, view) }];
  });
}

/** The paths of one pool, and all nodes whose machines its translator divides its ports among. */
interface SnatPaths {
  readonly id: string;
  readonly paths: readonly TranslatedPath[];
  readonly first: TranslatedPath;
  readonly sharers: readonly string[];
}

function basePoolId({ leg, translator }: TranslatedPath): string {
  const shared = translator.translator?.tupleScope === 'translator';
  return poolId(translator.node.id, 'snat-ports', shared ? null : leg.to, leg.protocol ?? 'tcp');
}

function build({ id, paths, first, sharers }: SnatPaths, context: PoolContext, view: NodeView): Pool {
  const node = view(first.translator.node.id);
  const initiator = view(first.leg.from);
  const translator = node.translator;
  const shared = translator?.tupleScope === 'translator';
  const endpoints = shared ? 1 : view(first.leg.to).endpoints;
  const shape =
    translator === null ? NO_PORTS : poolShape(translator, initiator, machinesOf(sharers.map(view)));
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
    ...(shape.derivation === undefined ? {} : { tuplesDerivation: shape.derivation }),
    contributions: paths.flatMap((path) => contribution(path, node, view(path.leg.from), context) ?? []),
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

/** Whether a machine of this node has pods with addresses of their own: GKE reserves more ports for it. */
export function runsContainers({ node }: ResolvedNode): boolean {
  return node.kind === 'cluster';
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

/** Machines that nodes run together, at most. */
function machinesOf(nodes: readonly ResolvedNode[]): number {
  return nodes.reduce((sum, { instances }) => sum + instances.max, 0);
}

/** How a translator's ports toward one endpoint fall into parts, for the machines of one initiator. */
export function poolShape(
  translator: ResolvedTranslator,
  initiator: ResolvedNode,
  machines: number,
): PoolShape {
  if (translator.allocation.kind !== 'on-demand') {
    const rule = ALLOCATION_RULES[translator.allocation.kind];
    const asked = {
      allocation: translator.allocation,
      publicIps: translator.publicIps,
      instances: machines,
      facts: translator.facts,
      containerHosts: runsContainers(initiator),
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
    hottestPartShare: hottestIpShare(translator, initiator, publicIps),
    burstShare: translator.ipSelection === 'random' ? 1 / publicIps : 1,
    portsPerVm: null,
  };
}

/** Share of the load that the hottest address gets: a hash of source and destination pins each machine to one. */
export function hottestIpShare(
  translator: ResolvedTranslator,
  initiator: ResolvedNode,
  publicIps: number,
): number {
  if (publicIps <= 1) return 1;
  if (translator.ipSelection === 'hash-source-destination')
    return hottestShareOfHash(initiator.instances.min, publicIps);
  return 1 / publicIps;
}

/** The pool as it would be if its gateway had that many addresses. */
export function withPublicIps(
  pool: Pool,
  translator: ResolvedTranslator,
  initiators: readonly ResolvedNode[],
  publicIps: number,
): Pool {
  const initiator = initiators[0];
  if (initiator === undefined) return pool;
  const machines = machinesOf(initiators);
  const now = poolShape(translator, initiator, machines);
  const then = poolShape({ ...translator, publicIps }, initiator, machines);
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

function contribution(
  path: TranslatedPath,
  node: ResolvedNode,
  initiator: ResolvedNode,
  context: PoolContext,
): Contribution | null {
  const coefficients = context.coefficients.get(path.leg.id);
  const law = context.laws.get(path.leg.id);
  const translator = node.translator;
  if (coefficients === undefined || law === undefined || translator === null) return null;
  const perMachine = translator.scope !== 'gateway';
  // A cluster that others pass through is the machine that owns the ports.
  const machines = node.node.kind === 'cluster' ? node.instances : initiator.instances;
  return contributionOf(
    path.leg.id,
    coefficients,
    law,
    {
      instances: perMachine ? machines : initiator.instances,
      processesPerInstance: initiator.processesPerInstance,
      of: perMachine ? 'hottest' : 'total',
      hotFactor: context.hotFactors.get(path.leg.from) ?? 1,
      gateways: translator.zones,
    },
    translatorQuarantineSeconds(translator, path.leg.protocol ?? 'tcp'),
  );
}
