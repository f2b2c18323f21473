import { refusedPorts } from '../firewall-rules/admitted.js';
import { firewallRules } from '../firewall-rules/return-traffic.js';
import type { PatchOperation } from '../plan/result.js';
import type { FirewallRule } from '../topology/node.js';
import type { Remedy, Situation } from './remedy.js';

/** Rules of a stateless filter for the ports that answers arrive at. */
export const admitReturnRange: Remedy = {
  kind: 'admit-return-range',
  effort: 'setting',
  leadTimeDays: 1,
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-ephemeral-ports'],
  forFinding: ({ code, node }, situation) => {
    if (code !== 'return-range-refused' || node === undefined) return [];
    const patch = admitting(node, situation);
    return [
      {
        candidate: {
          id: `admit-return-range:${node}`,
          title: `Let answers through ${node}`,
          because: `a stateless filter does not know answers: it must admit the ephemeral ports of whoever asked, before any rule that refuses them`,
          patch,
          touches: [node],
          whyNot: 'other rules refuse the answers all the same',
        },
      },
    ];
  },
};

/** The missing rules in front of all others, so that none refuses first. */
function admitting(id: string, { topology, paths }: Situation): readonly PatchOperation[] {
  const index = topology.nodes.findIndex((node) => node.id === id);
  const firewall = topology.nodes[index];
  if (firewall?.kind !== 'firewall' || firewall.rules === undefined) return [];
  const { rules } = firewall;
  const first = Math.min(...rules.map(({ priority }) => priority ?? Infinity));
  const missing = firewallRules(paths)
    .filter((advice) => advice.firewall === id)
    .filter(({ direction, protocol, ports }) => refusedPorts(rules, direction, protocol, ports).length > 0)
    .map(({ direction, protocol, ports }): FirewallRule => ({
      direction,
      protocol,
      ports,
      action: 'allow',
      ...(Number.isFinite(first) ? { priority: Math.max(0, first - 1) } : {}),
    }));
  return [
    { op: 'test', path: `/nodes/${String(index)}/id`, value: id },
    ...missing.map((rule) => ({ op: 'add' as const, path: `/nodes/${String(index)}/rules/0`, value: rule })),
  ];
}
