import { requireAtLeast } from '../errors.js';

/** Seconds after which Linux hands out a tuple in TIME_WAIT again with tcp_tw_reuse=1: ip-sysctl.rst, tcp_tw_reuse_delay. */
const REUSE_DELAY_SECONDS = 1;

/**
 * Seconds that a tuple stays unusable on the initiator's host after its connection closed: TIME_WAIT, where the initiator
 * closed first. The responder's TIME_WAIT does not hold the initiator's port (measured on Linux 6.18: 100 connections a second
 * on 10 ports without a failure), and UDP has none.
 *
 * @see RFC 9293, section 3.5; Linux include/net/tcp.h, TCP_TIMEWAIT_LEN
 */
export function hostQuarantineSeconds(close: {
  readonly closedBy: 'initiator' | 'responder';
  readonly protocol: 'tcp' | 'udp';
  readonly timeWaitSeconds: number;
  readonly timeWaitReuse: boolean;
}): number {
  if (close.protocol === 'udp' || close.closedBy === 'responder') return 0;
  const timeWaitSeconds = requireAtLeast('timeWaitSeconds', close.timeWaitSeconds, 0);
  return close.timeWaitReuse ? Math.min(timeWaitSeconds, REUSE_DELAY_SECONDS) : timeWaitSeconds;
}

/** Seconds that a translator keeps a tuple after close: its own timer, whoever closed first. */
export function translatorQuarantineSeconds(timers: { readonly quarantineSeconds: number }): number {
  return requireAtLeast('quarantineSeconds', timers.quarantineSeconds, 0);
}

/**
 * Mean seconds that a tuple is taken where some connections are never closed but forgotten by the shortest idle timeout of
 * the path.
 *
 * @param abandonedShare 0 to 1
 */
export function abandonedHoldSeconds(hold: {
  readonly openSeconds: number;
  readonly abandonedShare: number;
  readonly idleTimeoutSeconds: number;
}): number {
  return hold.openSeconds + hold.abandonedShare * hold.idleTimeoutSeconds;
}
