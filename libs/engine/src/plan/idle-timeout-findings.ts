import { idleTimeoutOrder } from '../pooling/index.js';
import type { PickQuantity, ResolvedNode } from '../topology/resolved.js';
import { reuseOf } from './leg-connections.js';
import type { LegPath } from './leg-path.js';
import type { PoolContext } from './pool-recipe.js';
import type { Finding } from './result.js';

/** Something on a leg that lets go of an idle connection without asking who dialled it. */
interface Holder {
  readonly node: string;
  readonly role: 'translator' | 'load-balancer' | 'firewall' | 'responder';
  readonly idleTimeoutSeconds: number;
}

/**
 * Idle timeouts in the wrong order: on every leg the side that dials must let go of an idle connection before the side that
 * accepted it does, and before every translator, balancer and filter on the way. Where it does not, a request is sent on a
 * connection that is gone.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html#nat-gateway-troubleshooting-timeout
 */
export function idleTimeoutFindings({ paths, pick }: PoolContext): readonly Finding[] {
  return paths.flatMap((path) => {
    const keptSeconds = keptIdleSeconds(path, pick);
    if (keptSeconds === null) return [];
    return holdersOn(path).flatMap((holder) =>
      idleTimeoutOrder([
        { name: path.leg.from, idleTimeoutSeconds: keptSeconds },
        { ...holder, name: holder.node },
      ]).map(({ kind }) => findingOf(path, keptSeconds, holder, kind)),
    );
  });
}

/**
 * Seconds for which the dialling side keeps an idle connection, Infinity where it never lets go; null where nobody says, or
 * where connections are not kept to be used again.
 */
export function keptIdleSeconds(path: LegPath, pick: PickQuantity): number | null {
  const reuse = reuseOf(path);
  if (path.leg.protocol === 'udp' || (reuse !== 'keep-alive' && reuse !== 'multiplex')) return null;
  const given = path.leg.connections ?? { reuse };
  const { idleTimeoutSeconds, maxAgeSeconds } = path.from.pool;
  const idle = 'idleTimeoutSeconds' in given ? given.idleTimeoutSeconds : undefined;
  const age = 'maxAgeSeconds' in given ? given.maxAgeSeconds : undefined;
  const kept = idle === undefined ? idleTimeoutSeconds?.value : pick(idle);
  if (kept === undefined) return null;
  const oldest = age === undefined ? maxAgeSeconds?.value : pick(age);
  return Math.min(kept ?? Infinity, oldest ?? Infinity);
}

function holdersOn({ via, to }: LegPath): readonly Holder[] {
  const passing = via.flatMap((node): readonly Holder[] => {
    const idleTimeoutSeconds = node.passThroughIdleSeconds;
    return idleTimeoutSeconds === null
      ? []
      : [{ node: node.node.id, role: roleOf(node), idleTimeoutSeconds }];
  });
  const end = to.listenerIdleTimeoutSeconds;
  return end === null
    ? passing
    : [...passing, { node: to.node.id, role: 'responder', idleTimeoutSeconds: end }];
}

function roleOf({ node, translator }: ResolvedNode): Holder['role'] {
  if (node.kind === 'firewall') return 'firewall';
  return node.kind === 'load-balancer' && translator === null ? 'load-balancer' : 'translator';
}

function findingOf(
  { leg }: LegPath,
  keptSeconds: number,
  { node, role, idleTimeoutSeconds }: Holder,
  kind: 'outlives' | 'races',
): Finding {
  const kept = Number.isFinite(keptSeconds) ? `${String(keptSeconds)} s` : 'for ever';
  const limit = `${String(idleTimeoutSeconds)} s`;
  const ends = role === 'responder' ? 'closes' : 'forgets';
  const fails =
    role === 'responder'
      ? 'a request that meets the close is lost: a reset, or a 502 from a proxy'
      : 'the next request on one fails';
  const longer =
    role === 'responder' && Number.isFinite(keptSeconds)
      ? `, or let ${node} keep them for more than ${kept}`
      : '';
  return {
    code: `keep-alive-outlives-${role}`,
    severity: role === 'responder' && kind === 'races' ? 'info' : 'warning',
    node,
    leg: leg.id,
    message: `leg ${leg.id} keeps idle connections ${kept}, ${kind === 'races' ? 'and' : 'but'} ${node} ${ends} them after ${limit}${kind === 'races' ? ' too' : ''}: ${fails}`,
    constraint: 'idle-timeout',
    ...(Number.isFinite(keptSeconds) ? { observed: keptSeconds } : {}),
    limit: idleTimeoutSeconds,
    unit: 'seconds',
    remedy: `let ${leg.from} keep them for less than ${limit}${longer}`,
  };
}
