import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const core = readFrom('Linux net/netfilter/nf_nat_core.c, nf_nat_l4proto_unique_tuple', '2026');
const timers = readFrom('https://docs.kernel.org/networking/nf_conntrack-sysctl.html', '2026');
const table = readFrom('Linux net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start', '2026', 'stated');
const measured = readFrom(
  'measured on Linux 6.18: two addresses of 100 ports, one client, used one address only',
  '2026',
  'measured',
);
const kubeProxy = readFrom(
  'kubernetes/kube-proxy config/v1alpha1 defaults: maxPerCore 32,768, min 131,072; masquerade with --random-fully since 1.16',
  '2026',
);
const cilium = readFrom('cilium bpf/lib/nat.h, snat_v4_new_mapping', '2026');
const ciliumMap = readFrom('cilium bpf-nat-global-max default', '2026', 'unconfirmed');
const cgn = readFrom(
  'https://docs.vyos.io/en/latest/configuration/nat/cgnat.html (2,000 ports a subscriber, 1024-65535)',
  '2024',
);
const rfc6888 = readFrom('RFC 6888, REQ-8: no reassignment for 120 s', '2013-04');
const rfc5382 = readFrom('RFC 5382, REQ-5 and REQ-7', '2008-10', 'secondary');
const ipvs = readFrom('https://docs.kernel.org/networking/ipvs-sysctl.html', '2026', 'unconfirmed');

/** Translators in the Linux kernel, in clusters, and at carriers. */
export const LINUX_NAT_PROFILES: readonly Profile[] = [
  {
    id: 'linux/iptables-masquerade',
    title: 'Linux netfilter SNAT or MASQUERADE',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'A full range drops the packet without a word: the client sees its SYN time out, insert_failed counts it.',
      'Without --random-fully two flows may race for a port and one is lost, whatever the headroom.',
      'nf_conntrack_tcp_timeout_time_wait is not the TIME_WAIT of sockets.',
    ],
    translator: {
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
      ipSelection: measured('hash-source-destination', '', {
        note: 'one client never uses a second address toward one destination',
      }),
      conntrackMax: table(262_144, 'entries', {
        note: 'equal to the buckets on machines with more than 4 GiB; eight times only where hashsize= is given',
      }),
      scope: core('gateway', ''),
      rewritesDestination: core(false, ''),
    },
  },
  {
    id: 'kubernetes/node-snat',
    title: 'Kubernetes node, masquerade by kube-proxy',
    family: 'translator',
    nodeKinds: ['cluster', 'nat-gateway'],
    translator: {
      portsPerIp: core(64_512, 'ports'),
      quarantineSeconds: timers(120, 'seconds'),
      resetQuarantineSeconds: timers(10, 'seconds'),
      idleTimeoutSeconds: readFrom(
        'kubernetes/kube-proxy config/v1alpha1 defaults: tcpEstablishedTimeout 24 h',
        '2026',
      )(86_400, 'seconds'),
      tupleScope: core('endpoint', ''),
      allocation: core({ kind: 'on-demand' } as const, ''),
      portSearch: core({ kind: 'probe', attempts: 248 } as const, ''),
      ipSelection: core('random', '', { note: 'a node has one address' }),
      conntrackMax: kubeProxy(131_072, 'entries', { note: 'at least; 32,768 a core' }),
      scope: kubeProxy('node', ''),
      rewritesDestination: core(false, ''),
    },
  },
  {
    id: 'cilium/bpf-masquerade',
    title: 'Cilium BPF masquerade',
    family: 'translator',
    nodeKinds: ['cluster', 'nat-gateway'],
    translator: {
      portsPerIp: cilium(32_767, 'ports', { note: '32768 to 65535; the picker never yields the last' }),
      quarantineSeconds: readFrom(
        'cilium conntrack: closed TCP entries live 10 s',
        '2026',
        'unconfirmed',
      )(10, 'seconds'),
      idleTimeoutSeconds: readFrom(
        'cilium bpf-ct-timeout-regular-tcp default',
        '2026',
        'unconfirmed',
      )(8000, 'seconds'),
      tupleScope: cilium('endpoint', ''),
      allocation: cilium({ kind: 'on-demand' } as const, ''),
      portSearch: cilium({ kind: 'probe', attempts: 128 } as const, '', {
        note: '32 on kernels without large programs',
      }),
      ipSelection: cilium('random', ''),
      conntrackMax: ciliumMap(524_288, 'entries'),
      scope: cilium('node', ''),
      rewritesDestination: cilium(false, ''),
    },
  },
  {
    id: 'cgnat',
    title: 'Carrier-grade NAT, endpoint-independent',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'A NAT that follows RFC 4787 and RFC 5382 does not overload ports by destination, unlike every cloud.',
    ],
    translator: {
      portsPerIp: cgn(64_512, 'ports'),
      allocatablePortsPerIp: cgn(64_512, 'ports'),
      quarantineSeconds: rfc6888(120, 'seconds'),
      idleTimeoutSeconds: rfc5382(7440, 'seconds'),
      tupleScope: rfc5382('translator', ''),
      allocation: cgn({ kind: 'static-per-vm', portsPerVm: 2000 } as const, 'ports', {
        note: 'for each subscriber',
      }),
      ipSelection: cgn('per-vm', '', { note: 'paired pooling' }),
      scope: cgn('vm', ''),
      rewritesDestination: cgn(false, ''),
    },
  },
  {
    id: 'linux/ipvs',
    title: 'Linux IPVS',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: ipvs(4, ''),
    snat: ipvs(false, ''),
    translator: { idleTimeoutSeconds: ipvs(900, 'seconds'), rewritesDestination: ipvs(true, '') },
  },
];
