import { NETFILTER_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const core = readFrom(
  'https://github.com/torvalds/linux/blob/002c6ca7/net/netfilter/nf_nat_core.c (nf_nat_l4proto_unique_tuple)',
  '2026',
);
const timers = readFrom('https://docs.kernel.org/networking/nf_conntrack-sysctl.html', '2026');
const kubeProxy = readFrom(
  'https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/apis/config/v1alpha1/defaults.go; https://github.com/kubernetes/kubernetes/pull/78547 (masquerade with --random-fully since 1.16)',
  '2026',
);
const oneAddress = readFrom(
  'https://github.com/kubernetes/kubernetes/pull/78547 (MASQUERADE uses the address of the interface)',
  '2026',
  'derived',
);
const cilium = readFrom('https://github.com/cilium/cilium/blob/v1.20.0/bpf/lib/nat.h', '2026');
const ciliumRange = readFrom(
  'https://github.com/cilium/cilium/blob/v1.20.0/bpf/lib/nat.h (__snat_clamp_port_range: node port maximum plus one to 65535, both ends)',
  '2026',
  'derived',
);
const ciliumSearch = readFrom(
  'https://github.com/cilium/cilium/blob/v1.20.0/bpf/lib/nat.h (snat_v4_new_mapping, __snat_clamp_port_range); https://github.com/cilium/cilium/pull/37389 (32 candidates for 128)',
  '2026',
  'simulated',
);
const ciliumMaps = readFrom('https://docs.cilium.io/en/latest/network/ebpf/maps/', '2026');
const ciliumFin = readFrom(
  'https://github.com/cilium/cilium/blob/v1.20.0/Documentation/cmdref/cilium-agent.md (--bpf-ct-timeout-regular-tcp-fin)',
  '2026',
);
const ciliumIdle = readFrom(
  'https://github.com/cilium/cilium/blob/v1.20.0/Documentation/cmdref/cilium-agent.md (--bpf-ct-timeout-regular-tcp)',
  '2026',
);

/** Translators of clusters: each machine has ports of its own, which its containers share. */
export const KUBERNETES_PROFILES: readonly Profile[] = [
  {
    id: 'kubernetes/node-snat',
    title: 'Kubernetes node, masquerade by kube-proxy',
    family: 'translator',
    nodeKinds: ['cluster', 'nat-gateway'],
    metrics: NETFILTER_METRICS,
    notes: [
      'kube-proxy and the AWS VPC CNI masquerade with --random-fully. With AWS_VPC_K8S_CNI_EXTERNALSNAT=true nodes translate nothing: leave this out of the path.',
    ],
    translator: {
      sourcePortRange: core([1024, 65_535] as const, 'ports'),
      portsPerIp: core(64_512, 'ports', { note: '1024 to 65535' }),
      quarantineSeconds: timers(120, 'seconds', { note: 'nf_conntrack_tcp_timeout_time_wait' }),
      resetQuarantineSeconds: timers(10, 'seconds'),
      idleTimeoutSeconds: kubeProxy(86_400, 'seconds', { note: 'tcpEstablishedTimeout' }),
      udpIdleTimeoutSeconds: timers(30, 'seconds', { note: '120 once answered' }),
      tupleScope: core('endpoint', ''),
      allocation: core({ kind: 'on-demand' } as const, ''),
      portSearch: core({ kind: 'probe', attempts: 248 } as const, '', {
        note: '128 + 64 + 32 + 16 + 8 consecutive ports from random starts',
      }),
      ipSelection: oneAddress('random', '', { note: 'a node has one address' }),
      conntrackMax: kubeProxy(131_072, 'entries', { note: 'at least; 32,768 a core' }),
      randomFully: kubeProxy(true, '', { note: 'where iptables knows it, since 1.16' }),
      scope: oneAddress('node', ''),
      rewritesDestination: core(false, ''),
    },
  },
  {
    id: 'cilium/bpf-masquerade',
    title: 'Cilium BPF masquerade',
    family: 'translator',
    nodeKinds: ['cluster', 'nat-gateway'],
    notes: [
      'Since 1.17 each candidate after the second lies halfway between the one before and 65535: all searches end in the same few ports, and loss begins near 36 % of the range, is 0.1 % at 40 % and 2 % at 48 %.',
      'Releases up to 1.16 look at 128 candidates side by side, and loss begins near 72 %: give portSearch: { kind: probe, attempts: 128 } and portsPerIp: 32767.',
    ],
    translator: {
      sourcePortRange: ciliumRange([32_768, 65_535] as const, 'ports'),
      portsPerIp: ciliumRange(32_768, 'ports', {
        note: '32768 to 65535',
        disagreements: [
          {
            value: 32_767,
            source: 'https://github.com/cilium/cilium/blob/v1.16.0/bpf/lib/nat.h',
            note: 'up to 1.16 the last was never picked; the metric of later releases still counts so',
          },
        ],
      }),
      quarantineSeconds: ciliumFin(10, 'seconds', {
        note: 'a closed entry, until it is collected as garbage',
      }),
      idleTimeoutSeconds: ciliumIdle(8000, 'seconds', {
        disagreements: [
          {
            value: 21_600,
            source:
              'https://github.com/cilium/cilium/blob/5b6be3eabad42a295f691381af099b356efb98fa/Documentation/cmdref/cilium-agent.md',
            note: 'older releases',
          },
        ],
      }),
      tupleScope: cilium('endpoint', ''),
      allocation: cilium({ kind: 'on-demand' } as const, ''),
      portSearch: ciliumSearch({ kind: 'probe', attempts: 12 } as const, '', {
        note: '32 candidates since 1.18, of which few are new: as many side by side lose as much at a fill of 40 %, more below, less above',
        disagreements: [
          {
            value: { kind: 'probe', attempts: 128 } as const,
            source: 'https://github.com/cilium/cilium/blob/v1.16.0/bpf/lib/nat.h',
            note: 'up to 1.16: side by side from one random start',
          },
        ],
      }),
      ipSelection: cilium('random', '', { note: 'a node has one address' }),
      conntrackMax: ciliumMaps(524_288, 'entries', {
        note: 'the NAT map; smaller where maps are sized by memory',
      }),
      scope: cilium('node', ''),
      rewritesDestination: cilium(false, ''),
    },
  },
];
