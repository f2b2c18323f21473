import { nearestName } from '../catalog/nearest-name.js';
import { legGraph } from './graph.js';
import { legLimitProblems, nodeLimitProblems } from './hard-limits.js';
import type { Leg } from './leg.js';
import type { TopologyNode } from './node.js';
import { problem, type Problem } from './problem.js';
import { definitionProblems, hostProfileProblems, profileProblems, type Named } from './profile-problems.js';
import { profilesOf } from './profiles-of.js';
import { isSourceTranslator } from './resolve-translator.js';
import { profileOf, terminates } from './resolve.js';
import type { Topology } from './topology.js';

/**
 * What is wrong with a topology whose fields are all of the right type: ids used twice, legs to nodes that are not there,
 * passing through what ends connections, cycles, profiles that do not exist or do not fit, values beyond a provider's
 * hard limit. Empty where nothing is. Never throws.
 *
 * @param sound a topology with nothing wrong, of which this is a change: what is the same in it is not looked at again
 */
export function topologyProblems(topology: Topology, sound?: Topology): readonly Problem[] {
  const { profiles = [], nodes, legs } = topology;
  const named: Named = {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    find: profilesOf(topology),
    defined: profiles.map(({ id }) => id),
  };
  const same = new Set<object | undefined>(
    sound?.profiles === topology.profiles ? [...(sound?.nodes ?? []), ...(sound?.legs ?? [])] : [],
  );
  const isSame = (leg: Leg): boolean =>
    same.has(leg) && [leg.from, leg.to, ...(leg.via ?? [])].every((id) => same.has(named.nodes.get(id)));
  const problems = [
    ...duplicateIds(profiles, 'profiles'),
    ...duplicateIds(nodes, 'nodes'),
    ...duplicateIds(legs, 'legs'),
    ...profiles.flatMap((profile, index) => definitionProblems(profile, `/profiles/${String(index)}`)),
    ...nodes.flatMap((node, index) =>
      same.has(node) ? [] : nodeProblems(node, `/nodes/${String(index)}`, named),
    ),
    ...legs.flatMap((leg, index) => (isSame(leg) ? [] : legProblems(leg, `/legs/${String(index)}`, named))),
  ];
  return problems.length > 0 || sound?.legs === legs ? problems : cycleProblems(topology);
}

function duplicateIds(
  items: readonly { readonly id: string }[],
  list: 'profiles' | 'nodes' | 'legs',
): readonly Problem[] {
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

function nodeProblems(node: TopologyNode, pointer: string, named: Named): readonly Problem[] {
  const host = 'host' in node ? node.host : undefined;
  return [
    ...profileProblems(node, pointer, named),
    ...hostProfileProblems(host?.profile, `${pointer}/host/profile`, node.id, named),
    ...nodeLimitProblems(node, pointer, named.find),
    ...portlessProblems(node, pointer, named),
  ];
}

/** A translator without ports could only ever say "exhausted": that is a gap in the document, not an answer. */
function portlessProblems(node: TopologyNode, pointer: string, { find }: Named): readonly Problem[] {
  const profile = profileOf(node, find);
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

function legProblems(leg: Leg, pointer: string, named: Named): readonly Problem[] {
  const ends = (['from', 'to'] as const).flatMap((end) => endProblems(leg, end, `${pointer}/${end}`, named));
  const via = (leg.via ?? []).flatMap((id, index) =>
    viaProblems(leg, id, `${pointer}/via/${String(index)}`, named),
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
  return [...ends, ...via, ...self, ...legLimitProblems(leg, pointer, named.nodes.get(leg.from), named.find)];
}

function endProblems(
  leg: Leg,
  end: 'from' | 'to',
  pointer: string,
  { nodes, find }: Named,
): readonly Problem[] {
  const id = leg[end];
  const node = nodes.get(id);
  if (node === undefined) return [unknownNode(leg, end, pointer, nodes)];
  const label = `leg "${leg.id}" ${end === 'from' ? 'begins' : 'ends'} at "${id}"`;
  if (!terminates(node, profileOf(node, find))) {
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

function viaProblems(leg: Leg, id: string, pointer: string, { nodes, find }: Named): readonly Problem[] {
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
  const passes = !terminates(node, profileOf(node, find)) || node.kind === 'cluster';
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
