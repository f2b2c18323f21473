import { findProfile, nearestProfileId } from '../catalog/catalog.js';
import { nearestName } from '../catalog/nearest-name.js';
import { legGraph } from './graph.js';
import { legLimitProblems, nodeLimitProblems } from './hard-limits.js';
import type { Leg } from './leg.js';
import type { TopologyNode } from './node.js';
import type { Problem } from './problem.js';
import { isSourceTranslator } from './resolve-translator.js';
import { profileOf, terminates } from './resolve.js';
import type { Topology } from './topology.js';

/**
 * What is wrong with a topology whose fields are all of the right type: ids used twice, legs to nodes that are not there,
 * passing through what ends connections, cycles, profiles that do not exist or do not fit, values beyond a provider's
 * hard limit. Empty where nothing is. Never throws.
 */
export function topologyProblems(topology: Topology): readonly Problem[] {
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  const problems = [
    ...duplicateIds(topology.nodes, 'nodes'),
    ...duplicateIds(topology.legs, 'legs'),
    ...topology.nodes.flatMap((node, index) => nodeProblems(node, `/nodes/${String(index)}`)),
    ...topology.legs.flatMap((leg, index) => legProblems(leg, `/legs/${String(index)}`, nodes)),
  ];
  return problems.length > 0 ? problems : cycleProblems(topology);
}

function duplicateIds(items: readonly { readonly id: string }[], list: 'nodes' | 'legs'): readonly Problem[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    return [
      problem(
        `/${list}/${String(index)}/id`,
        'duplicate-id',
        id,
        `${list}[${String(index)}].id "${id}" is already the id of ${list}[${String(earlier)}]; every id must be unique among the ${list}`,
      ),
    ];
  });
}

function nodeProblems(node: TopologyNode, pointer: string): readonly Problem[] {
  const host = 'host' in node ? node.host : undefined;
  return [
    ...profileProblems(node, pointer),
    ...hostProfileProblems(host?.profile, `${pointer}/host/profile`, node.id),
    ...nodeLimitProblems(node, pointer),
    ...portlessProblems(node, pointer),
  ];
}

function profileProblems(node: TopologyNode, pointer: string): readonly Problem[] {
  if (node.profile === undefined) return [];
  const profile = findProfile(node.profile);
  const at = `${pointer}/profile`;
  if (profile === undefined) return [unknownProfile(at, node.profile, `node "${node.id}"`)];
  if (profile.nodeKinds.includes(node.kind)) return [];
  const fits =
    profile.nodeKinds.length === 0 ? 'a host (give it as host.profile)' : profile.nodeKinds.join(' or ');
  return [
    problem(
      at,
      'profile-does-not-fit',
      node.profile,
      `node "${node.id}" is a ${node.kind}, but profile "${node.profile}" is for ${fits}`,
    ),
  ];
}

function hostProfileProblems(id: string | undefined, pointer: string, nodeId: string): readonly Problem[] {
  if (id === undefined) return [];
  const profile = findProfile(id);
  if (profile === undefined) return [unknownProfile(pointer, id, `the host of node "${nodeId}"`)];
  if (profile.family === 'host') return [];
  return [
    problem(
      pointer,
      'profile-does-not-fit',
      id,
      `the host of node "${nodeId}" needs a host profile such as linux or windows; "${id}" is a ${profile.family}`,
    ),
  ];
}

function unknownProfile(pointer: string, id: string, where: string): Problem {
  const nearest = nearestProfileId(id);
  const hint = nearest === undefined ? '`portplan profiles` lists them' : `did you mean "${nearest}"?`;
  return problem(
    pointer,
    'unknown-profile',
    id,
    `${where} names profile "${id}", which is not in the catalogue; ${hint}`,
  );
}

/** A translator without ports could only ever say "exhausted": that is a gap in the document, not an answer. */
function portlessProblems(node: TopologyNode, pointer: string): readonly Problem[] {
  const profile = profileOf(node);
  if (!isSourceTranslator(node, profile) || profile?.translator !== undefined) return [];
  const given = 'portsPerIp' in node ? node.portsPerIp : undefined;
  if (given !== undefined) return [];
  if (node.profile !== undefined && profile === null) return [];
  return [
    problem(
      pointer,
      'no-ports',
      null,
      `node "${node.id}" translates source addresses but has neither a translator's profile nor portsPerIp; give a profile such as "aws/nat-gateway" or the ports of one address`,
    ),
  ];
}

function legProblems(
  leg: Leg,
  pointer: string,
  nodes: ReadonlyMap<string, TopologyNode>,
): readonly Problem[] {
  const ends = (['from', 'to'] as const).flatMap((end) => endProblems(leg, end, `${pointer}/${end}`, nodes));
  const via = (leg.via ?? []).flatMap((id, index) =>
    viaProblems(leg, id, `${pointer}/via/${String(index)}`, nodes),
  );
  const self =
    leg.from === leg.to
      ? [
          problem(
            `${pointer}/to`,
            'cycle',
            leg.to,
            `leg "${leg.id}" goes from "${leg.from}" to itself; rates cannot flow in a circle`,
          ),
        ]
      : [];
  return [...ends, ...via, ...self, ...legLimitProblems(leg, pointer, nodes)];
}

function endProblems(
  leg: Leg,
  end: 'from' | 'to',
  pointer: string,
  nodes: ReadonlyMap<string, TopologyNode>,
): readonly Problem[] {
  const id = leg[end];
  const node = nodes.get(id);
  if (node === undefined) return [unknownNode(leg, end, pointer, nodes)];
  const label = `leg "${leg.id}" ${end === 'from' ? 'begins' : 'ends'} at "${id}"`;
  if (!terminates(node)) {
    return [
      problem(
        pointer,
        'does-not-terminate',
        id,
        `${label}, a ${node.kind} that passes connections through; put it in the leg's "via" instead`,
      ),
    ];
  }
  if (end === 'to' && node.kind === 'clients') {
    return [
      problem(
        pointer,
        'clients-do-not-accept',
        id,
        `${label}, a clients node, which only makes demand; a leg must end at a proxy, backend, cluster, load-balancer or external node`,
      ),
    ];
  }
  if (end === 'from' && node.kind === 'external') {
    return [
      problem(
        pointer,
        'external-does-not-call',
        id,
        `${label}, an external node, whose own calls are not part of the topology; a leg must begin at a clients, proxy, backend, cluster or load-balancer node`,
      ),
    ];
  }
  return [];
}

function unknownNode(
  leg: Leg,
  end: 'from' | 'to',
  pointer: string,
  nodes: ReadonlyMap<string, TopologyNode>,
): Problem {
  return problem(
    pointer,
    'unknown-node',
    leg[end],
    `leg "${leg.id}" has ${end} "${leg[end]}", which is not a node; ${nodeHint(leg[end], nodes)}`,
  );
}

function nodeHint(id: string, nodes: ReadonlyMap<string, TopologyNode>): string {
  const ids = [...nodes.keys()];
  const nearest = nearestName(id, ids);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  return ids.length === 0
    ? 'the topology has no nodes'
    : `the nodes are ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}`;
}

function viaProblems(
  leg: Leg,
  id: string,
  pointer: string,
  nodes: ReadonlyMap<string, TopologyNode>,
): readonly Problem[] {
  const node = nodes.get(id);
  if (node === undefined) {
    return [
      problem(
        pointer,
        'unknown-node',
        id,
        `leg "${leg.id}" goes via "${id}", which is not a node; ${nodeHint(id, nodes)}`,
      ),
    ];
  }
  const passes = !terminates(node) || node.kind === 'cluster';
  if (passes) return [];
  return [
    problem(
      pointer,
      'terminates',
      id,
      `leg "${leg.id}" goes via "${id}", a ${node.kind} that ends connections; only nat-gateway, firewall, cluster and layer 4 load-balancer nodes pass them through`,
    ),
  ];
}

function cycleProblems(topology: Topology): readonly Problem[] {
  const { cycle } = legGraph(topology);
  if (cycle === null) return [];
  const index = topology.legs.findIndex((leg) => leg.from === cycle[0] && leg.to === cycle[1]);
  return [
    problem(
      `/legs/${String(Math.max(0, index))}`,
      'cycle',
      null,
      `the legs form a cycle: ${cycle.join(' → ')}; rates cannot flow in a circle, so one of these legs must go`,
    ),
  ];
}

function problem(pointer: string, code: string, value: string | null, message: string): Problem {
  return { pointer, code, value: value === null ? null : JSON.stringify(value).slice(0, 100), message };
}
