import { portCount } from '../ports/index.js';
import type { ResolvedNode } from '../topology/resolved.js';
import { settingField } from './document-patch.js';
import { initiatorsOf, type Proposal, type Remedy, type Situation } from './remedy.js';

interface WidestRange {
  readonly range: readonly [number, number];
  /** What an operator types. */
  readonly how: string;
}

/** The widest range of each system, and how it is set. */
const WIDEST: Readonly<Record<string, WidestRange>> = {
  linux: { range: [1024, 65_535], how: 'net.ipv4.ip_local_port_range = 1024 65535' },
  windows: { range: [1025, 65_535], how: 'netsh int ipv4 set dynamicport tcp start=1025 num=64511' },
  freebsd: { range: [1024, 65_535], how: 'net.inet.ip.portrange.first=1024, .last=65535' },
  macos: { range: [1024, 65_535], how: 'net.inet.ip.portrange.first=1024, .last=65535' },
};

/** A wider range of ephemeral ports: more tuples toward every destination of a host. */
export const widerPortRange: Remedy = {
  kind: 'wider-port-range',
  effort: 'setting',
  leadTimeDays: 1,
  sources: [
    'https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range, ip_local_reserved_ports, ip_unprivileged_port_start)',
    'https://www.rfc-editor.org/rfc/rfc6056#section-3.2 (1024 to 65535 wherever possible)',
    'https://learn.microsoft.com/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting (start from 1025)',
  ],
  forPool: (assessment, situation) => {
    if (!['ephemeral-ports', 'snat-ports'].includes(assessment.pool.kind)) return [];
    return initiatorsOf(assessment, situation).flatMap((node) =>
      widen(node, assessment.pool.kind, situation),
    );
  },
};

function widen(node: ResolvedNode, poolKind: string, situation: Situation): readonly Proposal[] {
  const { host } = node;
  if (host === null) return [];
  const id = node.node.id;
  const now = portCount(host.ephemeralPortRange, host.reservedPorts);
  if (node.profile?.host !== undefined) {
    const reason = `the provider of ${id} sets its range; nobody else can`;
    return [
      { rejection: { node: id, constraint: 'managed', reason, observed: now, limit: null, unit: 'ports' } },
    ];
  }
  const widest = WIDEST[host.profileId];
  if (widest === undefined) return [];
  const then = portCount(widest.range, host.reservedPorts);
  if (then <= now) {
    const reason = `the range of ${id} is as wide as it gets`;
    return [
      {
        rejection: {
          node: id,
          constraint: 'port-numbers',
          reason,
          observed: now,
          limit: then,
          unit: 'ports',
        },
      },
    ];
  }
  const [low, high] = widest.range;
  return [
    {
      candidate: {
        id: `wider-port-range:${id}`,
        title: `Let ${id} use the ports from ${String(low)} to ${String(high)}`,
        because: `${widest.how} gives each host ${String(then)} ports where it has ${String(now)}; reserve the ports that programs listen on (ip_local_reserved_ports)`,
        patch: settingField(situation.topology, 'nodes', id, ['host', 'ephemeralPortRange'], [low, high]),
        touches: [id],
        whyNot:
          poolKind === 'snat-ports'
            ? 'the gateway hands out source ports of its own, whatever range the hosts behind it have'
            : 'the pool is not short of ports',
      },
    },
  ];
}
