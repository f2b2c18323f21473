import type { LegPath } from '../plan/leg-path.js';
import type { Finding, FirewallRuleAdvice } from '../plan/result.js';
import type { FirewallNode, FirewallRule } from '../topology/node.js';
import { isStateful } from '../topology/resolve.js';
import type { ResolvedNode } from '../topology/resolved.js';
import { refusedPorts } from './admitted.js';
import { sourceSeenBy, type SeenSource } from './source-ports.js';

/** Answers that pass a stateless filter, and the leg that they are of. */
interface ReturnTraffic {
  readonly firewall: FirewallNode;
  readonly path: LegPath;
  readonly direction: FirewallRule['direction'];
  readonly protocol: 'tcp' | 'udp';
  readonly seen: SeenSource;
}

/**
 * The ephemeral ports that each stateless filter on a path must admit, so that answers reach whoever asked: inbound
 * where we dial others, outbound where others dial us, both ways between nodes of our own. A stateful filter knows
 * answers by itself and needs none.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-ephemeral-ports
 */
export function firewallRules(paths: readonly LegPath[]): readonly FirewallRuleAdvice[] {
  const rules = new Map<string, { readonly rule: FirewallRuleAdvice; readonly legs: string[] }>();
  for (const { firewall, path, direction, protocol, seen } of returnTraffic(paths)) {
    const rule = {
      firewall: firewall.id,
      direction,
      protocol,
      from: path.leg.to,
      to: seen.node,
      ports: seen.ports,
      because: '',
    };
    const key = JSON.stringify(rule);
    const known = rules.get(key);
    if (known === undefined) rules.set(key, { rule, legs: [path.leg.id] });
    else known.legs.push(path.leg.id);
  }
  return [...rules.values()].map(({ rule, legs }) => ({
    ...rule,
    because: `return traffic of ${legs.join(', ')}`,
  }));
}

/** Filters whose rules are given and refuse answers: part of the connections then fail, whatever ports are free. */
export function refusedReturnTraffic(paths: readonly LegPath[]): readonly Finding[] {
  return returnTraffic(paths).flatMap(({ firewall, path, direction, protocol, seen }): readonly Finding[] => {
    if (firewall.rules === undefined) return [];
    const refused = refusedPorts(firewall.rules, direction, protocol, seen.ports);
    if (refused.length === 0) return [];
    const count = ([low, high]: readonly [number, number]): number => high - low + 1;
    const share = refused.reduce((sum, range) => sum + count(range), 0) / count(seen.ports);
    const text = refused.map(([low, high]) =>
      low === high ? String(low) : `${String(low)}-${String(high)}`,
    );
    return [
      {
        code: 'return-range-refused',
        severity: 'critical',
        node: firewall.id,
        leg: path.leg.id,
        message: `${firewall.id} admits no ${direction} ${protocol} to ports ${text.join(', ')}, where answers to ${seen.node} on ${path.leg.id} arrive: ${(share * 100).toFixed(1)} % of its ${String(seen.ports[0])}-${String(seen.ports[1])}; connections from those ports time out, which is no shortage: no number of ports mends it`,
        constraint: 'not-capacity',
        remedy: `let ${firewall.id} admit ${direction} ${protocol} to ports ${String(seen.ports[0])}-${String(seen.ports[1])}`,
      },
    ];
  });
}

function returnTraffic(paths: readonly LegPath[]): readonly ReturnTraffic[] {
  return paths.flatMap((path) =>
    path.via.flatMap((node, position) => {
      const filter = node.node;
      if (filter.kind !== 'firewall' || isStateful(filter, node.profile)) return [];
      const seen = sourceSeenBy(path, position);
      return directionsOf(path).map((direction) => ({
        firewall: filter,
        path,
        direction,
        protocol: path.leg.protocol ?? 'tcp',
        seen,
      }));
    }),
  );
}

/** Which way answers go, as whoever runs the filter sees it. */
function directionsOf({ from, to }: LegPath): readonly FirewallRule['direction'][] {
  const isOurs = ({ node }: ResolvedNode): boolean => node.kind !== 'clients' && node.kind !== 'external';
  return [...(isOurs(from) ? (['inbound'] as const) : []), ...(isOurs(to) ? (['outbound'] as const) : [])];
}
