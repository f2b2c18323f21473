import type { LegPath } from '../plan/leg-connections.js';
import { settingField } from './document-patch.js';
import { kept, reuseOf } from './leg-connections.js';
import { nodesOn, pathsOf, type Proposal, type Remedy, type Situation } from './remedy.js';

/** Streams that an endpoint should allow at least: RFC 9113, section 6.5.2. */
const STREAMS = 100;

/** Programs whose connections to what is behind them are HTTP/1.1 only. */
const NO_HTTP2: ReadonlySet<string> = new Set([
  'varnish',
  'squid',
  'openresty',
  'python-requests',
  'pgbouncer',
  'hikaricp',
]);

const IDLE_SECONDS = 60;

/** HTTP/2 or gRPC: many requests share a connection at once. */
export const multiplexing: Remedy = {
  kind: 'multiplexing',
  effort: 'redeploy',
  leadTimeDays: 20,
  sources: [
    'https://www.rfc-editor.org/rfc/rfc9113#section-6.5.2 (no fewer than 100 concurrent streams)',
    'https://github.com/nodejs/undici/blob/7eb7c8ec/docs/docs/api/Client.md (connections must be capped)',
  ],
  forPool: (assessment, situation) =>
    pathsOf(assessment, situation).flatMap((path) => multiplexed(path, situation)),
};

function multiplexed(path: LegPath, situation: Situation): readonly Proposal[] {
  const { leg, from } = path;
  const reuse = reuseOf(path);
  if (reuse === 'multiplex' || reuse === 'persistent' || leg.protocol === 'udp' || from.host === null)
    return [];
  if (from.profile?.family === 'load-balancer') return [];
  const profile = from.node.profile ?? '';
  if (NO_HTTP2.has(profile)) {
    const reason = `${profile} speaks HTTP/1.1 to what is behind it`;
    return [
      {
        rejection: { node: leg.from, constraint: 'protocol', reason, observed: null, limit: null, unit: '' },
      },
    ];
  }
  const advised = situation.pooling.find((each) => each.leg === leg.id)?.perProcess.idleTimeoutSeconds;
  return [
    {
      candidate: {
        id: `multiplexing:${leg.id}`,
        title: `Speak HTTP/2 on ${leg.id}`,
        because: `up to ${String(STREAMS)} requests share a connection at once; both sides must speak it, and the client must cap its connections`,
        patch: settingField(situation.topology, 'legs', leg.id, ['connections'], {
          reuse: 'multiplex',
          maxConcurrentStreams: STREAMS,
          idleTimeoutSeconds: advised ?? IDLE_SECONDS,
          ...kept(path),
        }),
        touches: nodesOn(path),
        whyNot: 'the leg already opens hardly any connection',
      },
    },
  ];
}
