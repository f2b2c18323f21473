import { DomainError } from '../errors.js';
import type { PortOrRange } from '../topology/host.js';

const HIGHEST_PORT = 65_535;

/**
 * Ports that an inclusive range holds, less those reserved. Reserved ports outside the range take nothing away, and one
 * that is named twice counts once.
 *
 * A range of exactly three ports yields two: so measured on Linux 6.18, whose search steps by two from an offset that it
 * makes even and so never comes to one of the three. Every other size measured (1, 2, 10, 11, 101, 501) yields all its
 * ports, odd ones too, although one attempt scans one port less in an odd range: attempts start at different offsets.
 *
 * @param range lowest and highest port, 0 to 65535
 * @param reservedPorts single ports and inclusive ranges
 * @throws DomainError where a range is upside down or outside that
 * @see Linux Documentation/networking/ip-sysctl.rst, ip_local_port_range and ip_local_reserved_ports;
 *   net/ipv4/inet_hashtables.c, __inet_hash_connect
 * @example portCount([32768, 60999], []) // 28232
 */
export function portCount(range: readonly [number, number], reservedPorts: readonly PortOrRange[]): number {
  const [low, high] = requireRange('ephemeralPortRange', range);
  const size = high - low + 1;
  return Math.max(0, (size === 3 ? 2 : size) - reservedWithin(low, high, reservedPorts));
}

/** Ports of a range that are reserved: a sweep over the reserved ranges in ascending order. */
function reservedWithin(low: number, high: number, reservedPorts: readonly PortOrRange[]): number {
  const ranges = reservedPorts
    .map((entry) => requireRange('reservedPorts', typeof entry === 'number' ? [entry, entry] : entry))
    .toSorted(([left], [right]) => left - right);
  let reserved = 0;
  let next = low;
  for (const [from, to] of ranges) {
    const first = Math.max(from, next);
    const last = Math.min(to, high);
    if (first > last) continue;
    reserved += last - first + 1;
    next = last + 1;
  }
  return reserved;
}

function requireRange(field: string, range: readonly [number, number]): readonly [number, number] {
  const [low, high] = range;
  if (isPort(low) && isPort(high) && low <= high) return range;
  throw new DomainError(
    'upside-down-range',
    field,
    `[${String(low)}, ${String(high)}]`,
    `a lowest and a highest port between 0 and ${String(HIGHEST_PORT)}`,
  );
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= HIGHEST_PORT;
}
