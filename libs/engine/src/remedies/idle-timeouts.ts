import { boundsOf } from '../catalog/bounds.js';
import { initiatorIdleTimeout, type LegPath } from '../plan/leg-connections.js';
import { settingField } from './document-patch.js';
import { written } from './leg-connections.js';
import { nodesOn, pathsOf, type Proposal, type Remedy, type Situation } from './remedy.js';

/** How much sooner than anything behind it a side lets an idle connection go. */
const MARGIN = 0.8;

/** The least that a gateway should wait for a silent connection whose ends still keep it. */
const LEAST_IDLE_SECONDS = 300;

const SOURCES = [
  'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html#nat-gateway-troubleshooting-timeout',
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource (idle timeout timers)',
  'https://www.rfc-editor.org/rfc/rfc5382#section-5',
];

/** The dialling side lets go before a box on the way forgets the connection: client, then proxy, then gateway. */
export const idleTimeoutOrder: Remedy = {
  kind: 'idle-timeout-order',
  effort: 'setting',
  leadTimeDays: 2,
  sources: SOURCES,
  forFinding: ({ code, node, leg }, situation) => {
    if (code !== 'keep-alive-outlives-translator') return [];
    const path = situation.paths.find((each) => each.leg.id === leg);
    const limit =
      node === undefined ? null : situation.resolved.nodes.get(node)?.translator?.idleTimeoutSeconds;
    if (path === undefined || limit === null || limit === undefined) return [];
    const seconds = Math.max(1, Math.floor(limit * MARGIN));
    const now = initiatorIdleTimeout(path, situation.pick);
    return [
      {
        candidate: {
          id: `idle-timeout-order:${path.leg.id}`,
          title: `Let idle connections of ${path.leg.id} go after ${String(seconds)} s`,
          because: `${node ?? ''} forgets them after ${String(limit)} s, and ${path.leg.from} keeps them ${now === null ? 'longer' : `${String(now)} s`}`,
          patch: settingField(situation.topology, 'legs', path.leg.id, ['connections'], {
            ...written(path),
            idleTimeoutSeconds: seconds,
          }),
          touches: nodesOn(path),
          whyNot: 'the finding stays',
        },
      },
    ];
  },
};

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
