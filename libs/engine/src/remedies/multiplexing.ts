import { catalogueId } from '../catalog/catalog.js';
import type { LegPath } from '../plan/leg-path.js';
import { settingField } from './document-patch.js';
import { reuseOf } from '../plan/leg-connections.js';
import { kept } from './leg-connections.js';
import { initiatorsOf, nodesOn, type Proposal, type Remedy, type Situation } from './remedy.js';
import type { PatchOperation } from '../plan/result.js';
import type { ResolvedNode } from '../topology/resolved.js';

/** Streams that an endpoint should allow at least: RFC 9113, section 6.5.2. */
const STREAMS = 100;

/** Programs whose connections carry one request at a time: HTTP/1.1, or a protocol of a database. */
const NO_HTTP2: ReadonlySet<string> = new Set([
  'varnish',
  'squid',
  'openresty',
  'python-requests',
  'pgbouncer',
  'hikaricp',
  'go-database-sql',
  'sqlalchemy',
  'node-postgres',
  'mysql2',
  'npgsql',
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
    initiatorsOf(assessment, situation).flatMap((initiator) => multiplexed(initiator, situation)),
};

/** All legs of a program at once, since it is one change of that program. */
function multiplexed(initiator: ResolvedNode, situation: Situation): readonly Proposal[] {
  const { node, host, profile } = initiator;
  if (host === null || profile?.family === 'load-balancer') return [];
  const legs = situation.paths.filter((path) => path.leg.from === node.id && isPossible(path));
  if (legs.length === 0) return [];
  if (NO_HTTP2.has(catalogueId(profile) ?? '')) {
    const reason = `${node.profile ?? ''} has one request at a time on a connection to what is behind it`;
    return [
      { rejection: { node: node.id, constraint: 'protocol', reason, observed: null, limit: null, unit: '' } },
    ];
  }
  const [only] = legs.length === 1 ? legs : [];
  return [
    {
      candidate: {
        id: `multiplexing:${only?.leg.id ?? node.id}`,
        title: `Speak HTTP/2 on ${only?.leg.id ?? `the ${String(legs.length)} legs of ${node.id}`}`,
        because: `up to ${String(STREAMS)} requests share a connection at once; both sides must speak it, and the client must cap its connections`,
        patch: legs.flatMap((path) => speaking(path, situation)),
        touches: [...new Set(legs.flatMap(nodesOn))],
        whyNot: 'it already opens hardly any connection',
      },
    },
  ];
}

function isPossible(path: LegPath): boolean {
  const reuse = reuseOf(path);
  return reuse !== 'multiplex' && reuse !== 'persistent' && path.leg.protocol !== 'udp';
}

function speaking(path: LegPath, { topology, pooling }: Situation): readonly PatchOperation[] {
  const advised = pooling.find(({ leg }) => leg === path.leg.id)?.perProcess;
  // A client that dials for each request at once multiplexes only as far as its connections are capped.
  const uncapped = path.from.pool.connectionPerConcurrentRequest?.value ?? false;
  const enough = Math.max(1, Math.ceil((advised?.maxConnections ?? STREAMS) / STREAMS));
  return settingField(topology, 'legs', path.leg.id, ['connections'], {
    reuse: 'multiplex',
    maxConcurrentStreams: STREAMS,
    idleTimeoutSeconds: advised?.idleTimeoutSeconds ?? IDLE_SECONDS,
    ...(uncapped ? { maxConnections: enough } : {}),
    ...kept(path),
  });
}
