import { catalogueId } from '../catalog/catalog.js';
import { settingField } from './document-patch.js';
import { nodeIn, type Remedy } from './remedy.js';

/** What a tuple must stay unusable for at least: the TIME_WAIT of the Linux host at the other end. */
const SAFE_SECONDS = 60;

/** Translators whose timer after close can be set, and by what. */
const SETTINGS: Readonly<Record<string, string>> = {
  'gcp/cloud-nat': 'tcpTimeWaitTimeoutSec',
  'linux/iptables-masquerade': 'net.netfilter.nf_conntrack_tcp_timeout_time_wait',
  'kubernetes/node-snat': 'net.netfilter.nf_conntrack_tcp_timeout_time_wait',
};

/** A shorter timer after close, where the translator lets it be set, down to what the other end needs. */
export const shorterNatTimeWait: Remedy = {
  kind: 'shorter-nat-time-wait',
  effort: 'setting',
  leadTimeDays: 1,
  sources: [
    'https://cloud.google.com/compute/docs/reference/rest/v1/routers (nats[].tcpTimeWaitTimeoutSec)',
    'https://docs.kernel.org/networking/nf_conntrack-sysctl.html (nf_conntrack_tcp_timeout_time_wait)',
    'https://github.com/torvalds/linux/blob/master/include/net/tcp.h (TCP_TIMEWAIT_LEN, 60 s)',
  ],
  forPool: ({ pool }, situation) => {
    const node = nodeIn(situation, pool.node);
    const { translator } = node;
    if (!['snat-ports', 'conntrack'].includes(pool.kind) || translator === null || pool.protocol === 'udp')
      return [];
    const now = translator.quarantineSeconds;
    const setting = SETTINGS[catalogueId(node.profile) ?? ''];
    const refused = (constraint: string, reason: string, limit: number | null) => [
      { rejection: { node: pool.node, constraint, reason, observed: now, limit, unit: 'seconds' } },
    ];
    if (setting === undefined) {
      return refused('fixed', `the time that ${pool.node} keeps a tuple after close cannot be set`, null);
    }
    if (now <= SAFE_SECONDS) {
      return refused('time-wait', 'the other end may still have the connection in TIME_WAIT', SAFE_SECONDS);
    }
    return [
      {
        candidate: {
          id: `shorter-nat-time-wait:${pool.node}`,
          title: `Keep closed tuples at ${pool.node} for ${String(SAFE_SECONDS)} s`,
          because: `${setting} is ${String(now)} s; a server that closed first has the connection in TIME_WAIT for up to 60 s on Linux, so no less than that`,
          patch: settingField(situation.topology, 'nodes', pool.node, ['quarantineSeconds'], SAFE_SECONDS),
          touches: [pool.node],
          whyNot: 'most of the load is connections that are open',
        },
      },
    ];
  },
};
