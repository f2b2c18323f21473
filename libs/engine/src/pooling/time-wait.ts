import { requireAtLeast } from '../errors.js';

/**
 * Seconds after which Linux hands out a tuple in TIME_WAIT again with tcp_tw_reuse=1: ip-sysctl.rst,
 * tcp_tw_reuse_delay.
 */
const REUSE_DELAY_SECONDS = 1;

/** How a connection ends, and what its initiator's host does then. */
export interface Close {
  readonly closedBy: 'initiator' | 'responder';
  readonly protocol: 'tcp' | 'udp';
  /** Linux: 60, compiled in. */
  readonly timeWaitSeconds: number;
  /**
   * Whether a new connection may take over a tuple in TIME_WAIT (Linux: tcp_tw_reuse=1, with TCP timestamps).
   */
  readonly timeWaitReuse: boolean;
}

/**
 * Seconds that a tuple stays unusable on the initiator's host after its connection closed: TIME_WAIT, where
 * the initiator closed first. The responder's TIME_WAIT does not hold the initiator's port (measured on Linux
 * 6.18: 100 connections a second on 10 ports without a failure), and UDP has none.
 *
 * @throws DomainError where `timeWaitSeconds` is negative
 * @see RFC 9293, section 3.3.2; Linux Documentation/networking/ip-sysctl.rst, tcp_tw_reuse;
 *   https://vincent.bernat.ch/en/blog/2014-tcp-time-wait-state-linux
 * @example hostQuarantineSeconds({ closedBy: 'initiator', protocol: 'tcp', timeWaitSeconds: 60, timeWaitReuse: false }) // 60
 */
export function hostQuarantineSeconds({ closedBy, protocol, ...host }: Close): number {
  const timeWaitSeconds = requireAtLeast('timeWaitSeconds', host.timeWaitSeconds, 0);
  if (protocol === 'udp' || closedBy === 'responder') return 0;
  return host.timeWaitReuse ? Math.min(timeWaitSeconds, REUSE_DELAY_SECONDS) : timeWaitSeconds;
}

/** What a translator does with tuples that are no longer used. */
export interface TranslatorTimers {
  readonly quarantineSeconds: number;
  /** From the last datagram on, the idle timeout included. */
  readonly udpHeldSeconds: number;
}

/**
 * Seconds that a translator keeps a tuple after its last use. Of TCP, after close: its own timer, whoever closed first,
 * since it sees both sides' FIN. UDP has no close that it could see: the mapping stays until it was idle for too long.
 *
 * @throws DomainError where a time is negative
 * @see RFC 4787, section 4.3 (UDP mapping refresh); RFC 7857, section 2 (TCP session tracking)
 */
export function translatorQuarantineSeconds(timers: TranslatorTimers, protocol: 'tcp' | 'udp'): number {
  return protocol === 'udp'
    ? requireAtLeast('udpHeldSeconds', timers.udpHeldSeconds, 0)
    : requireAtLeast('quarantineSeconds', timers.quarantineSeconds, 0);
}
