import { assumed, imported, type TopologyDraft } from '../../draft/topology-draft.js';
import { ASSUMED, ASSUMED_FRONT_REUSE, ASSUMED_HOST } from '../assumed-values.js';
import { addBalancerClients, addFrontLeg, alongside } from '../front-leg.js';
import type { Resource } from '../resource.js';

/** A load balancer that became a node. */
export interface Front {
  readonly nodeId: string;
  readonly resource: Resource;
  readonly internal: boolean;
  /** Whether connections end at it (layer 7), or pass through. */
  readonly ends: boolean;
  /** The rule that binds a client to one target; null where none does. */
  readonly sticky: Resource | null;
  readonly targets: readonly string[];
}

/** Legs from clients to load balancers and on to their targets. Gives the ids of the nodes that have traffic by them. */
export function addFrontLegs(fronts: readonly Front[], draft: TopologyDraft): ReadonlySet<string> {
  const reached = fronts.flatMap((front) => {
    const targets = front.targets.length > 0 ? front.targets : [unknownTargets(front, draft)];
    if (front.ends) addTerminated(front, targets, draft);
    else addPassedThrough(front, targets, draft);
    return targets;
  });
  return new Set(reached);
}

/** Targets that are registered by address, by name or by a controller. */
function unknownTargets({ resource: { address } }: Front, draft: TopologyDraft): string {
  const nodeId = draft.idOf(`${address}.targets`);
  const reason = `the targets of ${address} are not in the document`;
  draft.addNode(
    { id: nodeId, kind: 'backend', instances: ASSUMED.instances.value, host: { profile: 'linux' } },
    { id: assumed(reason), instances: assumed(reason), 'host.profile': assumed(ASSUMED_HOST) },
  );
  return nodeId;
}

function addTerminated(front: Front, targets: readonly string[], draft: TopologyDraft): void {
  addFrontLeg(
    {
      from: addBalancerClients(front, draft),
      to: front.nodeId,
      via: [],
      connections: { reuse: 'keep-alive' },
      origins: { 'connections.reuse': assumed('clients of an application gateway keep their connections') },
    },
    draft,
  );
  for (const target of targets) {
    addFrontLeg(
      {
        from: front.nodeId,
        to: target,
        via: [],
        connections: { reuse: 'keep-alive' },
        origins: { 'connections.reuse': assumed('an application gateway keeps connections to its targets') },
        ...alongside(targets.length, front.sticky),
      },
      draft,
    );
  }
}

function addPassedThrough(front: Front, targets: readonly string[], draft: TopologyDraft): void {
  const from = addBalancerClients(front, draft);
  for (const target of targets) {
    addFrontLeg(
      {
        from,
        to: target,
        via: [front.nodeId],
        connections: { reuse: 'none' },
        origins: {
          via: imported(front.resource.address),
          'connections.reuse': assumed(ASSUMED_FRONT_REUSE),
        },
        ...alongside(targets.length, front.sticky),
      },
      draft,
    );
  }
}
