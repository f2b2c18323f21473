import type { ResolvedNode } from '../topology/resolved.js';
import { settingField } from './document-patch.js';
import { initiatorsOf, type Proposal, type Remedy, type Situation } from './remedy.js';

/** tcp_tw_reuse=1: an outgoing connection may take over a tuple after a second in TIME_WAIT. */
export const timeWaitReuse: Remedy = {
  kind: 'time-wait-reuse',
  effort: 'setting',
  leadTimeDays: 1,
  sources: [
    'https://docs.kernel.org/networking/ip-sysctl.html (tcp_tw_reuse, tcp_timestamps)',
    'https://vincent.bernat.ch/en/blog/2014-tcp-time-wait-state-linux',
  ],
  forPool: (assessment, situation) => {
    const { kind, protocol } = assessment.pool;
    if (!['ephemeral-ports', 'snat-ports'].includes(kind) || protocol === 'udp') return [];
    return initiatorsOf(assessment, situation).flatMap((node) => reuse(node, kind, situation));
  },
};

function reuse(node: ResolvedNode, poolKind: string, situation: Situation): readonly Proposal[] {
  const { host } = node;
  if (host === null || host.timeWaitReuse || node.profile?.host !== undefined) return [];
  const id = node.node.id;
  if (host.profileId !== 'linux') {
    const reason = `${host.profileId} has no switch for it; tcp_tw_reuse is Linux’s, and needs TCP timestamps`;
    return [
      {
        rejection: {
          node: id,
          constraint: 'host-profile',
          reason,
          observed: host.timeWaitSeconds,
          limit: null,
          unit: 'seconds',
        },
      },
    ];
  }
  return [
    {
      candidate: {
        id: `time-wait-reuse:${id}`,
        title: `Let ${id} reuse tuples in TIME_WAIT (net.ipv4.tcp_tw_reuse = 1)`,
        because: `an outgoing connection may then take over a tuple after one second instead of ${String(host.timeWaitSeconds)}; both ends must send TCP timestamps, and no box on the path may strip or rewrite them`,
        patch: settingField(situation.topology, 'nodes', id, ['host', 'timeWaitReuse'], true),
        touches: [id],
        whyNot:
          poolKind === 'snat-ports'
            ? 'the gateway keeps a tuple after close by a timer of its own, whatever the hosts behind it do'
            : 'no connection of this pool waits in TIME_WAIT here: the other side closes first',
      },
    },
  ];
}
