import type { Connections } from '@portplan/engine';
import { assumed, imported, type Origin } from '../../draft/topology-draft.js';
import { ASSUMED, ASSUMED_FRONT_REUSE, ASSUMED_HOST } from '../assumed-values.js';
import { textIn } from '../attribute.js';
import { addBalancerClients, addFrontLeg, alongside } from '../front-leg.js';
import type { Resource } from '../resource.js';
import type { GoogleContext, Workload } from './context.js';
import { GROUP_MANAGERS } from './instance-groups.js';
import type { Balancer } from './load-balancers.js';

/** A node behind a load balancer, with the service that leads to it. */
interface Target {
  readonly nodeId: string;
  readonly service: Resource;
}

const GROUPS = [...GROUP_MANAGERS, 'google_compute_instance_group'];
const MULTIPLEXED: readonly (string | undefined)[] = ['HTTP2', 'GRPC', 'H2C'];

/** Legs from clients to load balancers and on to the machines of their services. Gives the nodes that have traffic by them. */
export function addFrontLegs(
  balancers: readonly Balancer[],
  workloads: readonly Workload[],
  context: GoogleContext,
): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const balancer of balancers) {
    const targets = targetsOf(balancer, workloads, context);
    for (const { nodeId } of targets) reached.add(nodeId);
    if (balancer.kind === 'application') addTerminated(balancer, targets, context);
    else addPassedThrough(balancer, targets, context);
  }
  return reached;
}

/** Machines of the groups that the services name; those that a controller registers are not in the document. */
function targetsOf(
  { services }: Balancer,
  workloads: readonly Workload[],
  context: GoogleContext,
): readonly Target[] {
  const targets = services.flatMap((service): readonly Target[] => {
    const groups = context.names.many(service, { path: ['backend', 'group'], types: GROUPS }).targets;
    const named = new Set(groups.map(({ address }) => address));
    const found = workloads.filter((workload) => workload.groups.some(({ address }) => named.has(address)));
    return found.length > 0
      ? found.map(({ nodeId }) => ({ nodeId, service }))
      : [unknownTargets(service, context)];
  });
  return [...new Map(targets.map((target) => [target.nodeId, target])).values()];
}

function unknownTargets(service: Resource, { draft }: GoogleContext): Target {
  const nodeId = draft.idOf(`${service.address}.targets`);
  const reason = `the machines behind ${service.address} are not in the document`;
  if (!draft.hasNode(nodeId)) {
    draft.addNode(
      { id: nodeId, kind: 'backend', instances: ASSUMED.instances.value, host: { profile: 'linux' } },
      { id: assumed(reason), instances: assumed(reason), 'host.profile': assumed(ASSUMED_HOST) },
    );
  }
  return { nodeId, service };
}

function addTerminated(balancer: Balancer, targets: readonly Target[], context: GoogleContext): void {
  const { draft } = context;
  const { nodeId, clientIdle } = balancer;
  addFrontLeg(
    {
      from: addBalancerClients(balancer, draft),
      to: nodeId,
      via: [],
      connections: {
        reuse: 'keep-alive',
        ...(clientIdle === null ? {} : { idleTimeoutSeconds: clientIdle.seconds }),
      },
      origins: {
        'connections.reuse': assumed('clients of an application load balancer keep their connections'),
        ...(clientIdle === null ? {} : { 'connections.idleTimeoutSeconds': imported(clientIdle.address) }),
      },
    },
    draft,
  );
  for (const target of targets) {
    const { connections, origin } = toTarget(target);
    addFrontLeg(
      {
        from: nodeId,
        to: target.nodeId,
        via: [],
        connections,
        origins: { 'connections.reuse': origin },
        ...alongside(targets.length, stickyService(target)),
      },
      draft,
    );
  }
}

function toTarget({ service }: Target): { readonly connections: Connections; readonly origin: Origin } {
  return MULTIPLEXED.includes(textIn(service.values, 'protocol'))
    ? { connections: { reuse: 'multiplex' }, origin: imported(service.address) }
    : {
        connections: { reuse: 'keep-alive' },
        origin: assumed('an application load balancer keeps connections to its targets'),
      };
}

function addPassedThrough(balancer: Balancer, targets: readonly Target[], { draft }: GoogleContext): void {
  const from = addBalancerClients(balancer, draft);
  for (const target of targets) {
    addFrontLeg(
      {
        from,
        to: target.nodeId,
        via: [balancer.nodeId],
        connections: { reuse: 'none' },
        origins: {
          via: imported(balancer.resource.address),
          'connections.reuse': assumed(ASSUMED_FRONT_REUSE),
        },
        ...alongside(targets.length, stickyService(target)),
      },
      draft,
    );
  }
}

/** The service, where it binds a client to one machine. */
function stickyService({ service }: Target): Resource | null {
  return (textIn(service.values, 'session_affinity') ?? 'NONE') === 'NONE' ? null : service;
}
