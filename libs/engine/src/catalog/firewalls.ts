import { CONNTRACK_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const tracking = readFrom(
  'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionTrackingConfiguration.html',
  '2026',
);
const groups = readFrom('https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html', '2026');
const acls = readFrom('https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html', '2023');
const networkFirewall = readFrom(
  'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FlowTimeouts.html (TcpIdleTimeoutSeconds)',
  '2026',
);
const timers = readFrom('https://docs.kernel.org/networking/nf_conntrack-sysctl.html', '2026');
const table = readFrom(
  'https://github.com/torvalds/linux/blob/master/net/netfilter/nf_conntrack_core.c (nf_conntrack_init_start)',
  '2026',
  'secondary',
);

/** Packet filters: stateful ones keep entries, stateless ones must admit the ephemeral ports of return traffic. */
export const FIREWALL_PROFILES: readonly Profile[] = [
  {
    id: 'aws/security-group',
    title: 'AWS security group',
    family: 'firewall',
    nodeKinds: ['firewall'],
    notes: [
      'The size of the table depends on the instance type and is not published; conntrack_allowance_exceeded counts what it refuses.',
      'Flows are not tracked where a rule allows everything both ways on their port, unless they pass a NAT gateway, a Network Load Balancer, PrivateLink, Global Accelerator or a Network Firewall.',
    ],
    firewall: {
      stateful: groups(true, ''),
      limits: {
        stateful: groups({ oneOf: [true] }, ''),
        idleTimeoutSeconds: tracking({ min: 60, max: 432_000 }, 'seconds'),
      },
      establishedIdleSeconds: tracking(432_000, 'seconds', {
        disagreements: [
          {
            value: 350,
            source:
              'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionTrackingConfiguration.html',
            note: 'the default on Nitro v6, but for P6e-GB200',
          },
        ],
      }),
    },
  },
  {
    id: 'aws/network-acl',
    title: 'AWS network ACL',
    family: 'firewall',
    nodeKinds: ['firewall'],
    notes: [
      'Return traffic needs the ephemeral range of whoever opened the connection; 1024-65535 admits every kind of client, NAT gateway and load balancer.',
    ],
    firewall: { stateful: acls(false, ''), limits: { stateful: acls({ oneOf: [false] }, '') } },
  },
  {
    id: 'aws/network-firewall',
    title: 'AWS Network Firewall',
    family: 'firewall',
    nodeKinds: ['firewall'],
    notes: ['After the idle timeout data packets are dropped; the next SYN is a new flow.'],
    firewall: {
      stateful: networkFirewall(true, ''),
      establishedIdleSeconds: networkFirewall(350, 'seconds'),
      limits: { idleTimeoutSeconds: networkFirewall({ min: 60, max: 6000 }, 'seconds') },
    },
  },
  {
    id: 'linux/conntrack',
    title: 'Linux connection tracking',
    family: 'firewall',
    nodeKinds: ['firewall'],
    metrics: CONNTRACK_METRICS,
    notes: ['Kernels until about 5.15 had four entries a bucket; 262,144 came of 65,536 buckets.'],
    firewall: {
      stateful: timers(true, ''),
      conntrackMax: table(262_144, 'entries', {
        note: 'equal to the buckets on machines with more than 4 GiB; eight times only where hashsize= is given',
      }),
      establishedIdleSeconds: timers(432_000, 'seconds'),
      timeWaitSeconds: timers(120, 'seconds'),
    },
  },
];
