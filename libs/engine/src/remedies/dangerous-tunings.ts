import type { Rejection } from '../plan/result.js';

/** Advice that people find when connections fail, and that must not be followed. */
interface DangerousTuning {
  readonly remedy: string;
  readonly constraint: string;
  readonly reason: string;
  readonly sources: readonly string[];
}

const BERNAT = 'https://vincent.bernat.ch/en/blog/2014-tcp-time-wait-state-linux';
const SYSCTL = 'https://docs.kernel.org/networking/ip-sysctl.html';

/** Found in guides and threads wherever ports run out; a new one is a new row. */
const DANGEROUS_TUNINGS: readonly DangerousTuning[] = [
  {
    remedy: 'tcp_tw_recycle',
    constraint: 'removed',
    reason:
      'net.ipv4.tcp_tw_recycle drops connections of clients that share an address, as behind any NAT; Linux 4.12 removed it',
    sources: [
      BERNAT,
      'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=4396e46187ca5070219b81773c4e65088dac50cc',
    ],
  },
  {
    remedy: 'tcp_fin_timeout',
    constraint: 'no-effect',
    reason:
      'net.ipv4.tcp_fin_timeout is the time that orphaned sockets stay in FIN_WAIT2; TIME_WAIT is compiled into the kernel and does not change with it',
    sources: [`${SYSCTL} (tcp_fin_timeout)`, BERNAT],
  },
  {
    remedy: 'so-linger-0',
    constraint: 'data-loss',
    reason:
      'closing with SO_LINGER set to zero sends a reset: no TIME_WAIT, but what the peer has not read is lost, and a late segment may reach the next connection on the tuple',
    sources: [BERNAT, 'https://www.rfc-editor.org/rfc/rfc9293#section-3.10.5 (ABORT)'],
  },
  {
    remedy: 'lower-tcp_max_tw_buckets',
    constraint: 'protocol',
    reason:
      'net.ipv4.tcp_max_tw_buckets is there against attacks: above it sockets leave TIME_WAIT at once, and segments of a closed connection may reach the next one; the kernel’s documentation says never to lower it',
    sources: [`${SYSCTL} (tcp_max_tw_buckets)`],
  },
  {
    remedy: 'conntrack-off',
    constraint: 'breaks-translation',
    reason:
      'without connection tracking (NOTRACK, or removing the module) a Linux box neither translates addresses nor knows answers from attacks; size the table instead',
    sources: ['https://www.netfilter.org/documentation/HOWTO/NAT-HOWTO.html'],
  },
  {
    remedy: 'tcp_timestamps-off',
    constraint: 'protocol',
    reason:
      'net.ipv4.tcp_timestamps = 0 takes away what makes reuse of a tuple in TIME_WAIT safe, so that tcp_tw_reuse does nothing; it also ends protection against wrapped sequence numbers',
    sources: [`${SYSCTL} (tcp_timestamps, tcp_tw_reuse)`, 'https://www.rfc-editor.org/rfc/rfc7323#section-5'],
  },
];

/** Those tunings as rejections of a whole topology. */
export function dangerousTunings(): readonly Rejection[] {
  return DANGEROUS_TUNINGS.map((tuning) => ({
    ...tuning,
    node: null,
    observed: null,
    limit: null,
    unit: '',
  }));
}
