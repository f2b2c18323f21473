import { requireAbove, requireWhole } from '../errors.js';

/** Linux' TCP_RTO_MAX. @see include/net/tcp.h */
const LONGEST_TIMEOUT_SECONDS = 120;

/**
 * Seconds until a host gives up on a peer that never answers: its timeout doubles with every retransmission up to a
 * longest one. All that time the connection holds its port. Linux: six retries of a SYN from 1 s on are 127 s
 * (`tcp_syn_retries`), fifteen of data from 0.2 s on are 924.6 s (`tcp_retries2`).
 *
 * @param retries whole, at least 0
 * @param initialTimeoutSeconds above 0
 * @param longestTimeoutSeconds above 0
 * @throws DomainError outside those ranges
 * @see Linux Documentation/networking/ip-sysctl.rst; RFC 6298, section 5
 * @example giveUpSeconds(6, 1) // 127
 */
export function giveUpSeconds(
  retries: number,
  initialTimeoutSeconds: number,
  longestTimeoutSeconds = LONGEST_TIMEOUT_SECONDS,
): number {
  requireWhole('retries', retries, 0);
  requireAbove('initialTimeoutSeconds', initialTimeoutSeconds, 0);
  requireAbove('longestTimeoutSeconds', longestTimeoutSeconds, 0);
  let total = 0;
  let timeout = initialTimeoutSeconds;
  for (let sent = 0; sent <= retries; sent += 1) {
    total += Math.min(timeout, longestTimeoutSeconds);
    timeout = Math.min(timeout * 2, longestTimeoutSeconds);
  }
  return total;
}
