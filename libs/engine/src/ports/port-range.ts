import { DomainError } from '../errors.js';
import type { PortOrRange } from '../topology/host.js';

const HIGHEST_PORT = 65_535;

/**
 * Ports that an inclusive range holds, less those reserved. Reserved ports outside the range take nothing away, and one
 * that is named twice counts once. A range of exactly three ports yields two on Linux (measured on 6.18: the search steps
 * by two from an offset that it makes even); every other size yields all its ports, odd ones too.
 *
 * @param range lowest and highest port, 1 to 65535
 * @throws DomainError where the range is upside down or outside that
 * @see Linux Documentation/networking/ip-sysctl.rst, ip_local_port_range and ip_local_reserved_ports
 * @example portCount([32768, 60999], []) // 28232
 */
export function portCount(range: readonly [number, number], reservedPorts: readonly PortOrRange[]): number {
  const [low, high] = range;
  if (!isPort(low) || !isPort(high) || low > high) {
    throw new DomainError(
      'upside-down-range',
      'ephemeralPortRange',
      `[${String(low)}, ${String(high)}]`,
      'a lowest and a highest port between 1 and 65535',
    );
  }
  const reserved = new Set<number>();
  for (const entry of reservedPorts) {
    const [from, to] = typeof entry === 'number' ? [entry, entry] : entry;
    for (let port = Math.max(from, low); port <= Math.min(to, high); port += 1) reserved.add(port);
  }
  const size = high - low + 1;
  return (size === 3 ? 2 : size) - reserved.size;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= HIGHEST_PORT;
}
