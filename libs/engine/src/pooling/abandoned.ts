import { requireAtLeast } from '../errors.js';
import { requireShare } from './share.js';

/** Connections of which some are never closed. */
export interface Hold {
  /** Mean time until a connection has nothing more to do. */
  readonly openSeconds: number;
  /**
   * Share that is then neither closed nor reset: crashed peers, lost networks, pools that were dropped. 0 to
   * 1.
   */
  readonly abandonedShare: number;
  /** The shortest idle timeout on the path, after which a box forgets such a connection. */
  readonly idleTimeoutSeconds: number;
}

/**
 * Mean seconds that a tuple is taken where some connections are never closed but forgotten: those wait out
 * the idle timeout on top.
 *
 * @throws DomainError where a time is negative or the share not between 0 and 1
 * @example abandonedHoldSeconds({ openSeconds: 2, abandonedShare: 0.01, idleTimeoutSeconds: 350 }) // 5.5
 */
export function abandonedHoldSeconds({ openSeconds, abandonedShare, idleTimeoutSeconds }: Hold): number {
  return (
    requireAtLeast('openSeconds', openSeconds, 0) +
    requireShare('abandonedShare', abandonedShare) *
      requireAtLeast('idleTimeoutSeconds', idleTimeoutSeconds, 0)
  );
}
