import { requireAbove, requireAtLeast } from '../errors.js';

/**
 * Ports in use on average: Little's law, connections per second × seconds that each holds its port.
 *
 * @param connectionsPerSecond at least 0
 * @param heldSeconds seconds open and in quarantine together, at least 0
 * @throws DomainError outside those ranges
 * @see Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961
 * @example portsHeld(10_000, 60) // 600000
 */
export function portsHeld(connectionsPerSecond: number, heldSeconds: number): number {
  return (
    requireAtLeast('connectionsPerSecond', connectionsPerSecond, 0) *
    requireAtLeast('heldSeconds', heldSeconds, 0)
  );
}

/**
 * The connections per second beyond which a pool must run out: ports / seconds that each is held.
 *
 * @param ports at least 0
 * @param heldSeconds seconds open and in quarantine together, above 0
 * @throws DomainError outside those ranges
 * @example sustainableConnectionRate(28_232, 60) // 470.5 a second
 */
export function sustainableConnectionRate(ports: number, heldSeconds: number): number {
  return requireAtLeast('ports', ports, 0) / requireAbove('heldSeconds', heldSeconds, 0);
}

/**
 * Seconds from the beginning of a sudden steady rate until an idle pool is full, when each port is held for a fixed time;
 * null when it never is. Until the first port comes back every connection takes a new one.
 *
 * @throws DomainError where an argument is negative or not finite
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

/** How long a port is held: open for a time that varies, then unusable for one that does not. */
export interface VaryingHold {
  /** Mean seconds that a connection is open, taken as exponential; at least 0. */
  readonly openSeconds: number;
  /** Seconds after close that the port stays unusable, at least 0. */
  readonly quarantineSeconds: number;
}

/**
 * Seconds from the beginning of a sudden steady rate until the mean of an idle pool's ports in use reaches its size, when
 * connections are open for an exponential time; null when it never does. Some ports come back before the mean hold has
 * passed, so this is later than {@link timeToExhaustionSeconds}: `a (1 − e^(−t / h))` fills more and more slowly.
 *
 * @throws DomainError where an argument is negative or not finite
 * @see Eick, Massey, Whitt: The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993
 * @example meanTimeToExhaustionSeconds(500, 20, { openSeconds: 50, quarantineSeconds: 0 }) // 34.7
 */
export function meanTimeToExhaustionSeconds(
  ports: number,
  connectionsPerSecond: number,
  hold: VaryingHold,
): number | null {
  const quarantine = requireAtLeast('quarantineSeconds', hold.quarantineSeconds, 0);
  const open = requireAtLeast('openSeconds', hold.openSeconds, 0);
  const held = portsHeld(connectionsPerSecond, open + quarantine);
  if (held <= requireAtLeast('ports', ports, 0)) return null;
  const seconds = ports / connectionsPerSecond;
  if (seconds <= quarantine) return seconds;
  return quarantine - open * Math.log1p(-(seconds - quarantine) / open);
}
