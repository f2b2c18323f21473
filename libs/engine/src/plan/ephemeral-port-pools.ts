import { hostQuarantineSeconds } from '../pooling/index.js';
import { portCount } from '../ports/index.js';
import type { ResolvedHost, ResolvedNode } from '../topology/resolved.js';
import { contributionOf, type Contribution } from './contribution.js';
import { burstShareOfEndpoint, hottestEndpointShare } from './hot-share.js';
import { seenByInitiator, type LegPath } from './leg-path.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';

/**
 * The ephemeral ports of every initiator with a host, on its hottest instance: one pool for each destination where a
 * port is unique to the endpoint, one for all destinations where it is unique to the host. UDP sockets and programs
 * that bind before they connect have one range for all destinations whatever the system.
 */
export function ephemeralPortPools(context: PoolContext): readonly PoolRecipe[] {
  const initiated = context.paths.filter(({ from }) => from.host !== null);
  const groups = groupPaths(initiated, ({ leg, from }) =>
    poolId(
      leg.from,
      'ephemeral-ports',
      sharesAllDestinations(leg.protocol ?? 'tcp', from.host) ? null : leg.to,
      leg.protocol ?? 'tcp',
    ),
  );
  return [...groups].flatMap(([id, paths]) => {
    const first = paths[0];
    if (first === undefined) return [];
    const nodes = [
      ...new Set([
        first.leg.from,
        ...paths.flatMap(({ leg, via }) => [leg.to, ...via.map(({ node }) => node.id)]),
      ]),
    ];
    return [{ id, nodes, build: (view: NodeView) => build(id, paths, first, context, view) }];
  });
}

function sharesAllDestinations(protocol: 'tcp' | 'udp', host: ResolvedHost | null): boolean {
  return protocol === 'udp' || host?.tupleScope === 'host' || host?.bind !== 'connect';
}

function build(
  id: string,
  paths: readonly LegPath[],
  first: LegPath,
  context: PoolContext,
  view: NodeView,
): Pool {
  const initiator = view(first.leg.from);
  const host = initiator.host;
  const protocol = first.leg.protocol ?? 'tcp';
  const shared = sharesAllDestinations(protocol, host);
  const ports = host === null ? 0 : portCount(host.ephemeralPortRange, host.reservedPorts);
  // A program that binds the wildcard address excludes its port on every source address at once.
  const sourceIps = host?.bind === 'bind-any' ? 1 : (host?.sourceIps ?? 1);
  const endpoints = shared ? 1 : view(seenByInitiator(first).node.id).endpoints;
  const subpools = sourceIps * endpoints;
  return {
    id,
    node: first.leg.from,
    kind: 'ephemeral-ports',
    destination: shared ? null : first.leg.to,
    protocol,
    scope: 'instance',
    tuplesPerSubpool: ports,
    subpools,
    hottestSubpoolShare: shared
      ? 1 / subpools
      : hottestEndpointShare(first.leg.distribution, endpoints) / sourceIps,
    burstShare: burstShareOfEndpoint(first.leg.distribution, endpoints) / sourceIps,
    portSearch: { kind: 'exhaustive' },
    contributions: paths.flatMap((path) => contribution(path, initiator, context) ?? []),
    peakedness: peakednessOf(paths, context),
    inputs: {
      ephemeralPortLow: host?.ephemeralPortRange[0] ?? null,
      ephemeralPortHigh: host?.ephemeralPortRange[1] ?? null,
      ports,
      sourceIps,
      endpoints,
      instances: initiator.instances.max,
      timeWaitSeconds: host?.timeWaitSeconds ?? null,
      timeWaitReuse: host?.timeWaitReuse ?? null,
      tupleScope: shared ? 'host' : 'endpoint',
    },
    citations: host?.citations ?? [],
  };
}

function contribution(path: LegPath, initiator: ResolvedNode, context: PoolContext): Contribution | null {
  const coefficients = context.coefficients.get(path.leg.id);
  const law = context.laws.get(path.leg.id);
  const host = initiator.host;
  if (coefficients === undefined || law === undefined || host === null) return null;
  return contributionOf(
    path.leg.id,
    coefficients,
    law,
    {
      instances: initiator.instances,
      processesPerInstance: initiator.processesPerInstance,
      of: 'hottest',
      hotFactor: context.hotFactors.get(path.leg.from) ?? 1,
      gateways: 1,
    },
    hostQuarantineSeconds({
      closedBy: path.leg.connections?.closedBy ?? 'initiator',
      protocol: path.leg.protocol ?? 'tcp',
      timeWaitSeconds: host.timeWaitSeconds,
      timeWaitReuse: host.timeWaitReuse,
    }),
  );
}
