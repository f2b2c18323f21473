import { DomainError, requireAtLeast } from '../errors.js';

/**
 * Ports in use on average: Little's law, connections per second × seconds that each holds its port.
 * @see Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961
 */
export function portsHeld(connectionsPerSecond: number, heldSeconds: number): number {
  return (
    requireAtLeast('connectionsPerSecond', connectionsPerSecond, 0) *
    requireAtLeast('heldSeconds', heldSeconds, 0)
  );
}

/**
 * The connections per second beyond which a pool must run out: ports / seconds that each is held.
 * @throws DomainError where `heldSeconds` is not above 0
 * @example sustainableConnectionRate(28_232, 60) // 470.5 a second
 */
export function sustainableConnectionRate(ports: number, heldSeconds: number): number {
  requireAtLeast('ports', ports, 0);
  if (!(heldSeconds > 0))
    throw new DomainError('out-of-range', 'heldSeconds', heldSeconds, 'a number above 0');
  return ports / heldSeconds;
}

/**
 * Seconds from the beginning of a sudden steady rate until an idle pool is full, when each port is held for a fixed time;
 * null when it never is.
 * @example timeToExhaustionSeconds(500, 20, 60) // 25
 */
export function timeToExhaustionSeconds(
  ports: number,
  connectionsPerSecond: number,
  heldSeconds: number,
): number | null {
  if (portsHeld(connectionsPerSecond, heldSeconds) <= requireAtLeast('ports', ports, 0)) return null;
  return ports / connectionsPerSecond;
}
