import type { FirewallRule } from '@portplan/engine';

/** Inclusive bounds. */
export type PortRange = readonly [number, number];

/** Ports that a NAT gateway and clients of any system may use (RFC 6056, section 3.2). */
export const ANY_CLIENT_PORTS: PortRange = [1024, 65535];
/** Ephemeral ports of Linux, the default of `net.ipv4.ip_local_port_range`. */
export const LINUX_PORTS: PortRange = [32768, 60999];

const EVERYWHERE = '0.0.0.0/0';

/**
 * Share of a port range that a stateless filter lets through to or from anywhere, 0 to 1. Rules are read by priority,
 * and the first that matches decides; what no rule matches is refused. Rules for single networks are not counted.
 */
export function shareLetThrough(
  rules: readonly FirewallRule[],
  direction: FirewallRule['direction'],
  range: PortRange,
): number {
  const relevant = rules
    .filter((rule) => rule.direction === direction && rule.cidr === EVERYWHERE && rule.protocol !== 'udp')
    .toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  let undecided: readonly PortRange[] = [range];
  let allowed = 0;
  for (const { ports, action } of relevant) {
    const matched = undecided.flatMap((part) => overlap(part, ports));
    if (action === 'allow') allowed += sizeOf(matched);
    undecided = undecided.flatMap((part) => without(part, ports));
  }
  return allowed / sizeOf([range]);
}

function overlap([low, high]: PortRange, [from, to]: PortRange): readonly PortRange[] {
  const part: PortRange = [Math.max(low, from), Math.min(high, to)];
  return part[0] <= part[1] ? [part] : [];
}

function without([low, high]: PortRange, [from, to]: PortRange): readonly PortRange[] {
  return [...overlap([low, high], [-Infinity, from - 1]), ...overlap([low, high], [to + 1, Infinity])];
}

function sizeOf(ranges: readonly PortRange[]): number {
  return ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0);
}
