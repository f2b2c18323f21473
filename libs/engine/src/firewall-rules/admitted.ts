import type { FirewallRule } from '../topology/node.js';

type PortRange = readonly [number, number];

/**
 * The parts of a port range that a filter's rules do not let through: rules are read from the lowest priority number on,
 * the first that matches a port decides, and what matches none is refused. Addresses are not looked at: a rule that
 * allows some addresses counts as if the other side were among them, one that denies some as if it were not.
 */
export function refusedPorts(
  rules: readonly FirewallRule[],
  direction: FirewallRule['direction'],
  protocol: 'tcp' | 'udp',
  range: PortRange,
): readonly PortRange[] {
  const ordered = rules
    .filter((rule) => rule.direction === direction && [protocol, 'any'].includes(rule.protocol))
    .filter(({ action, cidr }) => action === 'allow' || isEverybody(cidr))
    .sort((left, right) => (left.priority ?? Infinity) - (right.priority ?? Infinity) || 0);
  const starts = new Set([range[0]]);
  for (const { ports } of ordered) {
    for (const start of [ports[0], ports[1] + 1])
      if (start > range[0] && start <= range[1]) starts.add(start);
  }
  const segments = [...starts].sort((left, right) => left - right);
  return segments
    .map((start, index): PortRange => [start, (segments[index + 1] ?? range[1] + 1) - 1])
    .filter(([low]) => ordered.find(({ ports }) => ports[0] <= low && low <= ports[1])?.action !== 'allow')
    .reduce<readonly PortRange[]>((joined, [low, high]) => {
      const last = joined.at(-1);
      return last?.[1] === low - 1 ? [...joined.slice(0, -1), [last[0], high]] : [...joined, [low, high]];
    }, []);
}

function isEverybody(cidr: string | undefined): boolean {
  return cidr === undefined || cidr === '0.0.0.0/0' || cidr === '::/0';
}
