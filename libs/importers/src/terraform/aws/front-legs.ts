import type { Connections, Leg } from '@portplan/engine';
import { shortId } from '../../draft/node-id.js';
import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import type { Resource } from '../resource.js';
import { eachOnce, type AclPath } from './acl-path.js';
import { ASSUMED, ASSUMED_FRONT_REUSE } from '../assumed-values.js';
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

/** Whoever calls a load balancer: its own source of demand, because a plan does not say who calls it. */
function addClients({ nodeId, resource, internal }: Balancer, { draft }: AwsContext): string {
  const id = shortId(`${nodeId}-clients`);
  const unknown = `${resource.address} is internal and a plan does not say who calls it: where that is another node of this topology, let a leg of that node end here and remove this one`;
  draft.addNode({ id, kind: 'clients' }, { id: internal ? assumed(unknown) : imported(resource.address) });
  const { value, reason } = ASSUMED.requestsPerSecond;
  draft.addDemand({ source: id, requestsPerSecond: value }, { requestsPerSecond: assumed(reason) });
  return id;
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
    addLeg(context, {
      from: addClients(balancer, context),
      to: nodeId,
      via: front,
      connections: { ...kept.connections, ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }) },
      origins: {
        ...kept.origins('clients of an application load balancer keep their connections'),
        ...(maxAgeSeconds === undefined ? {} : { 'connections.maxAgeSeconds': imported(resource.address) }),
      },
    });
  }
  for (const target of targets) {
    const many = isMultiplexed(target.group);
    addLeg(context, {
      from: nodeId,
      to: target.nodeId,
      via: eachOnce([...front, ...acls.before(target.subnets)]),
      connections: many ? { reuse: 'multiplex' } : kept.connections,
      origins: many
        ? { 'connections.reuse': imported(target.group.address) }
        : kept.origins('an application load balancer keeps connections to its targets'),
      ...alongside(targets, target.group),
    });
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
  const from = addClients(balancer, context);
  const front = acls.before(balancer.subnets);
  for (const target of targets) {
    addLeg(context, {
      from,
      to: target.nodeId,
      via: eachOnce([...front, balancer.nodeId, ...acls.before(target.subnets)]),
      connections: { reuse: 'none' },
      origins: {
        via: imported(balancer.resource.address),
        'connections.reuse': assumed(ASSUMED_FRONT_REUSE),
      },
      ...alongside(targets, target.group),
    });
  }
}

interface SharedFields {
  readonly share?: number;
  readonly distribution?: 'hash';
  readonly extra?: Origins;
}

/** What a leg has because of the other targets of its load balancer, and of stickiness. */
function alongside(targets: readonly BalancerTarget[], group: Resource): SharedFields {
  const count = targets.length;
  const evenly = `a plan does not say how requests divide among ${String(count)} targets; evenly is assumed`;
  const sticky = isSticky(group);
  return {
    ...(count > 1 ? { share: 1 / count } : {}),
    ...(sticky ? { distribution: 'hash' } : {}),
    extra: {
      ...(count > 1 ? { share: assumed(evenly) } : {}),
      ...(sticky
        ? { distribution: imported(group.address, 'stickiness binds each client to one target') }
        : {}),
    },
  };
}

interface FrontLeg extends SharedFields {
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly connections: Connections;
  readonly origins: Origins;
}

function addLeg({ draft }: AwsContext, front: FrontLeg): void {
  const { from, to, via, connections, origins, share, distribution, extra } = front;
  const { value, reason } = ASSUMED.frontResponseSeconds;
  const leg: Leg = {
    id: shortId(`${from}-to-${to}`),
    from,
    to,
    ...(via.length === 0 ? {} : { via }),
    ...(share === undefined ? {} : { share }),
    responseTimeSeconds: value,
    connections,
    ...(distribution === undefined ? {} : { distribution }),
  };
  draft.addLeg(leg, { responseTimeSeconds: assumed(reason), ...origins, ...extra });
}
