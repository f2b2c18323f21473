import { requireAtLeast } from '../errors.js';

/** Something on a path that lets go of a connection after it was idle for so long. */
export interface IdleHolder {
  readonly name: string;
  /** Infinity where it never does. */
  readonly idleTimeoutSeconds: number;
}

/** Two holders in the wrong order. */
export interface IdleTimeoutFinding {
  /** Who keeps a connection for too long. */
  readonly keptBy: string;
  readonly keptSeconds: number;
  /** Who has forgotten it by then. */
  readonly forgottenBy: string;
  readonly forgottenSeconds: number;
  /**
   * `outlives`: requests are sent on connections that are gone, and see a reset or silence. `races`: both let
   * go at the same time, so that some are.
   */
  readonly kind: 'outlives' | 'races';
}

/**
 * Whether each on a path lets go of idle connections before everything behind it does: the client first, then
 * the proxy, the NAT last. One finding for each holder that does not, against the one behind it that forgets
 * first.
 *
 * @param path in the order in which they should let go, from the one that sends the requests
 * @throws DomainError where a timeout is negative
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html ("Internet
 *   connection drops after 350 seconds")
 */
export function idleTimeoutOrder(path: readonly IdleHolder[]): readonly IdleTimeoutFinding[] {
  return path.flatMap((holder, position) => {
    const forEver = holder.idleTimeoutSeconds === Infinity;
    const keptSeconds = forEver
      ? Infinity
      : requireAtLeast('idleTimeoutSeconds', holder.idleTimeoutSeconds, 0);
    const first = firstToForget(path.slice(position + 1));
    if (first === null || first.idleTimeoutSeconds > keptSeconds) return [];
    return [
      {
        keptBy: holder.name,
        keptSeconds,
        forgottenBy: first.name,
        forgottenSeconds: first.idleTimeoutSeconds,
        kind: first.idleTimeoutSeconds < keptSeconds ? 'outlives' : 'races',
      },
    ];
  });
}

function firstToForget(holders: readonly IdleHolder[]): IdleHolder | null {
  return holders.reduce<IdleHolder | null>(
    (first, holder) =>
      first === null || holder.idleTimeoutSeconds < first.idleTimeoutSeconds ? holder : first,
    null,
  );
}
