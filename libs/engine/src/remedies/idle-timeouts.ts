import { boundsOf } from '../catalog/bounds.js';
import { initiatorIdleTimeout } from '../plan/leg-connections.js';
import type { LegPath } from '../plan/leg-path.js';
import type { Finding } from '../plan/result.js';
import type { TopologyNode } from '../topology/node.js';
import { settingField } from './document-patch.js';
import { written } from './leg-connections.js';
import { nodesOn, pathsOf, type Proposal, type Remedy, type Situation } from './remedy.js';

/** How much sooner than anything behind it a side lets an idle connection go. */
const MARGIN = 0.8;

/** The least that a gateway should wait for a silent connection whose ends still keep it. */
const LEAST_IDLE_SECONDS = 300;

const SOURCES = [
  'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html#nat-gateway-troubleshooting-timeout',
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout',
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource (idle timeout timers)',
  'https://www.rfc-editor.org/rfc/rfc5382#section-5',
];

/** Node kinds that are ours, and whose own idle timeout a document can set. */
const OURS: readonly TopologyNode['kind'][] = ['proxy', 'backend'];

/**
 * Idle timeouts in order: the dialling side lets go before a box on the way forgets the connection. Where the side that
 * accepts it is ours, that one keeps it longer instead, which costs no reuse.
 */
export const idleTimeoutOrder: Remedy = {
  kind: 'idle-timeout-order',
  effort: 'setting',
  leadTimeDays: 2,
  sources: SOURCES,
  forFinding: (finding, situation) => {
    if (finding.constraint !== 'idle-timeout' || finding.severity === 'info') return [];
    const path = situation.paths.find((each) => each.leg.id === finding.leg);
    if (path === undefined || finding.limit === undefined) return [];
    const ours = finding.node === path.leg.to && OURS.includes(path.to.node.kind);
    return ours && finding.observed !== undefined
      ? [keptLonger(path, finding.observed, situation)]
      : [letGoSooner(path, finding.limit, finding, situation)];
  },
};

function letGoSooner(
  path: LegPath,
  limit: number,
  { node = '', observed }: Finding,
  { topology }: Situation,
): Proposal {
  const { id, from } = path.leg;
  const seconds = Math.max(1, Math.floor(limit * MARGIN));
  return {
    candidate: {
      id: `idle-timeout-order:${id}`,
      title: `Let idle connections of ${id} go after ${String(seconds)} s`,
      because: `${node} lets go of them after ${String(limit)} s, and ${from} keeps them ${observed === undefined ? 'for ever' : `${String(observed)} s`}`,
      patch: settingField(topology, 'legs', id, ['connections'], {
        ...written(path),
        idleTimeoutSeconds: seconds,
      }),
      touches: nodesOn(path),
      // Of several boxes on the way the one that forgets first decides.
      size: -seconds,
      whyNot: 'the finding stays',
    },
  };
}

function keptLonger(path: LegPath, keptSeconds: number, { topology }: Situation): Proposal {
  const { from, to } = path.leg;
  const seconds = Math.ceil(keptSeconds / MARGIN);
  return {
    candidate: {
      id: `idle-timeout-order:${to}`,
      title: `Let ${to} keep idle connections for ${String(seconds)} s`,
      because: `${from} keeps them ${String(keptSeconds)} s, and may send a request while ${to} closes one`,
      patch: settingField(topology, 'nodes', to, ['idleTimeoutSeconds'], seconds),
      touches: nodesOn(path),
      size: seconds,
      whyNot: 'the finding stays',
    },
  };
}

/** Connections that are never closed hold their tuple until something on the path times out: let that be sooner. */
export const shorterIdleTimeout: Remedy = {
  kind: 'shorter-idle-timeout',
  effort: 'setting',
  leadTimeDays: 2,
  sources: SOURCES,
  forPool: (assessment, situation) =>
    pathsOf(assessment, situation)
      .filter(({ leg }) => leg.connections?.abandonedShare !== undefined)
      .flatMap((path) => path.via.flatMap((node) => shortened(path, node.node.id, situation))),
};

function shortened(path: LegPath, gateway: string, situation: Situation): readonly Proposal[] {
  const node = situation.resolved.nodes.get(gateway);
  const translator = node?.translator ?? null;
  const now = translator?.idleTimeoutSeconds ?? null;
  if (node === undefined || translator === null || now === null) return [];
  const { min: least = LEAST_IDLE_SECONDS, multipleOf: step = 1 } = boundsOf(
    translator.facts.limits,
    'idleTimeoutSeconds',
  );
  const own = initiatorIdleTimeout(path, situation.pick) ?? 0;
  const seconds = Math.max(least, Math.ceil(own / MARGIN / step) * step);
  if (seconds >= now) {
    const reason =
      least >= now
        ? `${gateway} cannot forget idle connections sooner`
        : `${gateway} must remember connections for longer than ${path.leg.from} keeps them idle`;
    return [
      {
        rejection: {
          node: gateway,
          constraint: 'idle-timeout',
          reason,
          observed: now,
          limit: seconds,
          unit: 'seconds',
        },
      },
    ];
  }
  return [
    {
      candidate: {
        id: `shorter-idle-timeout:${gateway}`,
        title: `Let ${gateway} forget silent connections after ${String(seconds)} s`,
        because: `abandoned connections hold their port that long (${String(now)} s now); long silent connections that live need TCP keep-alive`,
        patch: settingField(situation.topology, 'nodes', gateway, ['idleTimeoutSeconds'], seconds),
        touches: [gateway, ...nodesOn(path)],
        whyNot: 'hardly any connection is abandoned, or something else on the path forgets them sooner',
      },
    },
  ];
}
