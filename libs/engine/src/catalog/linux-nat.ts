import { NETFILTER_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const core = readFrom(
  'https://github.com/torvalds/linux/blob/002c6ca7/net/netfilter/nf_nat_core.c (nf_nat_l4proto_unique_tuple, find_best_ips_proto)',
  '2026',
);
const timers = readFrom('https://docs.kernel.org/networking/nf_conntrack-sysctl.html', '2026');
const table = readFrom(
  'https://github.com/torvalds/linux/blob/master/net/netfilter/nf_conntrack_core.c (nf_conntrack_init_start)',
  '2026',
  'secondary',
);
const iptables = readFrom(
  'https://github.com/torvalds/linux/blob/002c6ca7/net/netfilter/nf_nat_core.c (NF_NAT_RANGE_PROTO_RANDOM_FULLY); iptables-extensions(8), SNAT and MASQUERADE',
  '2026',
  'secondary',
);
const race = readFrom('https://github.com/maxlaverse/snat-race-conn-test', '2026');
const ipvs = readFrom(
  'https://github.com/torvalds/linux/blob/0134e89c/net/netfilter/ipvs/ip_vs_proto_tcp.c (tcp_timeouts)',
  '2026',
);
const ipvsNat = readFrom('https://docs.kernel.org/networking/ipvs-sysctl.html', '2026', 'secondary');

/** Translators in the Linux kernel. */
export const LINUX_NAT_PROFILES: readonly Profile[] = [
  {
    id: 'linux/iptables-masquerade',
    title: 'Linux netfilter SNAT or MASQUERADE',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    metrics: NETFILTER_METRICS,
    notes: [
      'A full range drops the packet without a word: the client sees its SYN time out, insert_failed counts it. Loss begins at about 85 % of the range.',
      'nf_conntrack_tcp_timeout_time_wait is not the TIME_WAIT of sockets.',
      'A source port below 512 is mapped into 1-511, one from 512 to 1023 into 600-1023.',
    ],
    translator: {
      sourcePortRange: core([1024, 65_535] as const, 'ports'),
      portsPerIp: core(64_512, 'ports', {
        note: '1024 to 65535 for source ports from 1024 on; an explicit range is used as given',
      }),
      quarantineSeconds: timers(120, 'seconds', { note: 'nf_conntrack_tcp_timeout_time_wait' }),
      resetQuarantineSeconds: timers(10, 'seconds', { note: 'nf_conntrack_tcp_timeout_close' }),
      idleTimeoutSeconds: timers(432_000, 'seconds', { note: 'nf_conntrack_tcp_timeout_established' }),
      udpIdleTimeoutSeconds: timers(30, 'seconds', { note: '120 once answered' }),
      tupleScope: core('endpoint', ''),
      allocation: core({ kind: 'on-demand' } as const, ''),
      portSearch: core({ kind: 'probe', attempts: 248 } as const, '', {
        note: '128 + 64 + 32 + 16 + 8 consecutive ports from random starts; a range of up to 128 is searched whole',
      }),
      ipSelection: core('hash-source-destination', '', {
        note: 'one client never uses a second address toward one destination (measured on 6.18)',
      }),
      conntrackMax: table(262_144, 'entries', {
        note: 'equal to the buckets on machines with more than 4 GiB; eight times only where hashsize= is given',
      }),
      randomFully: iptables(false, '', { note: 'only where a rule says --random-fully' }),
      racedShare: race(0.0205, 'share', { note: 'two containers that dial at once: insert_failed' }),
      scope: core('gateway', ''),
      rewritesDestination: core(false, ''),
    },
  },
  {
    id: 'linux/ipvs',
    title: 'Linux IPVS',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    notes: ['Source addresses are kept; where a MASQUERADE rule replaces them, put that in the path too.'],
    layer: ipvsNat(4, ''),
    snat: ipvsNat(false, ''),
    translator: {
      idleTimeoutSeconds: ipvs(900, 'seconds', { note: 'ipvsadm --set' }),
      quarantineSeconds: ipvs(120, 'seconds', { note: 'IP_VS_TCP_S_TIME_WAIT' }),
      resetQuarantineSeconds: ipvs(10, 'seconds', { note: 'IP_VS_TCP_S_CLOSE' }),
      rewritesDestination: ipvsNat(true, ''),
    },
  },
];
