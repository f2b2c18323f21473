import type { Connections } from '@portplan/engine';
import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import type { Resource } from '../resource.js';
import { eachOnce, type AclPath } from './acl-path.js';
import { ASSUMED_FRONT_REUSE } from '../assumed-values.js';
import { addBalancerClients, addFrontLeg, alongside, type FrontLeg } from '../front-leg.js';
import { balancerTargets, type BalancerTarget } from './balancer-targets.js';
import type { AwsContext, Workload } from './context.js';
import type { Balancer } from './load-balancers.js';
import { isMultiplexed, isSticky } from './target-groups.js';

interface Front {
  readonly balancer: Balancer;
  readonly targets: readonly BalancerTarget[];
}

/** Legs from clients to load balancers and on to their targets. Gives the ids of the nodes that have traffic by them. */
export function addFrontLegs(
  balancers: readonly Balancer[],
  workloads: readonly Workload[],
  acls: AclPath,
  context: AwsContext,
): ReadonlySet<string> {
  const fronts = balancers
    // Gateway load balancers hand packets to appliances: no connection ends behind them.
    .filter(({ type }) => type !== 'gateway')
    .map((balancer) => ({ balancer, targets: balancerTargets(balancer, balancers, workloads, context) }));
  const reached = new Set(fronts.flatMap(({ targets }) => targets.map(({ nodeId }) => nodeId)));
  for (const front of fronts) {
    if (front.targets.length === 0) warnOfNoTargets(front.balancer, context);
    else if (front.balancer.type === 'application') addTerminated(front, reached, acls, context);
    else addPassedThrough(front, acls, context);
  }
  return reached;
}

function warnOfNoTargets({ resource }: Balancer, { draft }: AwsContext): void {
  draft.warn({
    code: 'no-traffic',
    addresses: [resource.address],
    message: `what ${resource.address} forwards to is not in the document: it has no traffic in the topology`,
  });
}

function addTerminated(
  { balancer, targets }: Front,
  reached: ReadonlySet<string>,
  acls: AclPath,
  context: AwsContext,
): void {
  const { nodeId, resource, subnets } = balancer;
  const front = acls.before(subnets);
  const kept = keptConnections(resource);
  // Behind a network load balancer, an internal one has the callers of that one.
  if (!(balancer.internal && reached.has(nodeId))) {
    const maxAgeSeconds = numberIn(resource.values, 'client_keep_alive');
    addFrontLeg(
      {
        from: addBalancerClients(balancer, context.draft),
        to: nodeId,
        via: front,
        connections: { ...kept.connections, ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }) },
        origins: {
          ...kept.origins('clients of an application load balancer keep their connections'),
          ...(maxAgeSeconds === undefined ? {} : { 'connections.maxAgeSeconds': imported(resource.address) }),
        },
      },
      context.draft,
    );
  }
  for (const target of targets) {
    const many = isMultiplexed(target.group);
    addFrontLeg(
      {
        from: nodeId,
        to: target.nodeId,
        via: eachOnce([...front, ...acls.before(target.subnets)]),
        connections: many ? { reuse: 'multiplex' } : kept.connections,
        origins: many
          ? { 'connections.reuse': imported(target.group.address) }
          : kept.origins('an application load balancer keeps connections to its targets'),
        ...sharedFields(targets, target),
      },
      context.draft,
    );
  }
}

/** Idle connections live as long as the load balancer's idle timeout, on both of its sides. */
function keptConnections(resource: Resource): {
  readonly connections: Connections;
  readonly origins: (reason: string) => Origins;
} {
  const idleTimeoutSeconds = numberIn(resource.values, 'idle_timeout');
  if (idleTimeoutSeconds === undefined) {
    return {
      connections: { reuse: 'keep-alive' },
      origins: (reason) => ({ 'connections.reuse': assumed(reason) }),
    };
  }
  return {
    connections: { reuse: 'keep-alive', idleTimeoutSeconds },
    origins: (reason) => ({
      'connections.reuse': assumed(reason),
      'connections.idleTimeoutSeconds': imported(resource.address),
    }),
  };
}

function addPassedThrough({ balancer, targets }: Front, acls: AclPath, context: AwsContext): void {
  const from = addBalancerClients(balancer, context.draft);
  const front = acls.before(balancer.subnets);
  for (const target of targets) {
    addFrontLeg(
      {
        from,
        to: target.nodeId,
        via: eachOnce([...front, balancer.nodeId, ...acls.before(target.subnets)]),
        connections: { reuse: 'none' },
        origins: {
          via: imported(balancer.resource.address),
          'connections.reuse': assumed(ASSUMED_FRONT_REUSE),
        },
        ...sharedFields(targets, target),
      },
      context.draft,
    );
  }
}

function sharedFields(
  targets: readonly BalancerTarget[],
  { group, assumed: reason }: BalancerTarget,
): Pick<FrontLeg, 'share' | 'distribution' | 'extra'> {
  const { extra, ...fields } = alongside(targets.length, isSticky(group) ? group : null);
  return { ...fields, extra: { ...extra, ...(reason === undefined ? {} : { to: assumed(reason) }) } };
}
