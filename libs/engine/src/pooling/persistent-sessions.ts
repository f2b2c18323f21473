import { DomainError, requireAtLeast } from '../errors.js';
import { reuseOf, type Reuse } from './reuse.js';

/**
 * Sessions that stay open whatever the request rate (WebSocket, database sessions), each replaced as it ends.
 *
 * @throws DomainError where `sessions` is negative or `sessionSeconds` not above 0
 */
export function persistentSessions(held: {
  readonly sessions: number;
  readonly sessionSeconds: number;
}): Reuse {
  if (!(Number.isFinite(held.sessionSeconds) && held.sessionSeconds > 0)) {
    throw new DomainError('out-of-range', 'sessionSeconds', held.sessionSeconds, 'a number above 0');
  }
  return reuseOf(requireAtLeast('sessions', held.sessions, 0) / held.sessionSeconds, held.sessionSeconds);
}
