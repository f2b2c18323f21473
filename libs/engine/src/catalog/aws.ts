import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const nat = readFrom('https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html', '2026');
const natAge = readFrom(
  'Amazon VPC user guide, NAT gateways, older text: about 900 connections per second, about 55,000 per minute, to one destination',
  '2016',
  'secondary',
);
const natIps = readFrom(
  'https://aws.amazon.com/blogs/networking-and-content-delivery/attach-multiple-ips-to-a-nat-gateway-to-scale-your-egress-traffic-pattern/',
  '2023',
);
const quotas = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (L-5F53652F)',
  '2023',
);
const regional = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html',
  '2025-11-19',
);
const prices = readFrom(
  'https://aws.amazon.com/vpc/pricing/ as in infracost golden files, us-east-1',
  '2024',
);
const assumed = readFrom(
  'the address is chosen per connection, at random: not documented, the safe reading',
  '2026',
  'derived',
);
const alb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  '2026',
);
const albPool = readFrom(
  'Application Load Balancer keeps and reuses connections to targets; how many idle ones is not documented',
  '2026',
  'unconfirmed',
);
const nacl = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html (Elastic Load Balancing: 1024-65535)',
  '2023',
);
const nlb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#client-ip-preservation',
  '2026',
  'secondary',
);
const nlbIdle = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout',
  '2024',
  'secondary',
);
const gwlb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html',
  '2024',
  'secondary',
);

const PER_DESTINATION =
  'simultaneous, to each unique destination (address, port, protocol), for each address; never for the gateway as a whole';

/** Amazon Web Services: NAT gateways and load balancers. */
export const AWS_PROFILES: readonly Profile[] = [
  {
    id: 'aws/nat-gateway',
    title: 'AWS NAT gateway, zonal',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'ActiveConnectionCount sums all destinations and is no measure of the limit, which is per destination; ErrorPortAllocation above zero is exhaustion.',
    ],
    translator: {
      portsPerIp: nat(55_000, 'ports', { note: PER_DESTINATION, hardLimit: true }),
      quarantineSeconds: natAge(60, 'seconds', {
        note: 'not documented: 55,000 ports and about 900 connections a second imply about a minute',
      }),
      idleTimeoutSeconds: nat(350, 'seconds', { note: 'then a reset on the next packet' }),
      tupleScope: nat('endpoint', ''),
      allocation: nat({ kind: 'on-demand' } as const, ''),
      portSearch: assumed({ kind: 'exhaustive' } as const, ''),
      ipSelection: assumed('random', ''),
      maxPublicIps: natIps(8, 'addresses', { hardLimit: true, note: 'one primary and seven secondary' }),
      bitsPerSecond: nat(100e9, 'bits/s', { note: 'from 5 Gbit/s, scales up' }),
      packetsPerSecond: nat(10e6, 'packets/s', { note: 'from 1 million, scales up' }),
      defaultPublicIpQuota: quotas(2, 'addresses', {
        note: 'adjustable to 8; 5 Elastic IPs a region, 5 gateways a zone',
      }),
      scope: nat('gateway', ''),
      rewritesDestination: nat(false, ''),
    },
    prices: {
      gatewayHour: prices(0.045, 'USD/h'),
      addressHour: prices(0.005, 'USD/h', { note: 'since 1 February 2024, in use or idle' }),
      gigabyte: prices(0.045, 'USD/GB'),
    },
  },
  {
    id: 'aws/nat-gateway-regional',
    title: 'AWS NAT gateway, regional',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'One for each VPC, no public subnet. Expansion to a new zone may take up to 60 minutes, meanwhile traffic crosses zones.',
    ],
    translator: {
      portsPerIp: regional(55_000, 'ports', { note: PER_DESTINATION, hardLimit: true }),
      quarantineSeconds: natAge(60, 'seconds'),
      idleTimeoutSeconds: nat(350, 'seconds'),
      tupleScope: regional('endpoint', ''),
      allocation: regional({ kind: 'on-demand' } as const, ''),
      portSearch: assumed({ kind: 'exhaustive' } as const, ''),
      ipSelection: assumed('random', ''),
      maxPublicIps: regional(32, 'addresses', { hardLimit: true, note: 'in each zone' }),
      scope: regional('gateway', ''),
      rewritesDestination: regional(false, ''),
    },
    prices: {
      gatewayHour: readFrom(
        'billed for each zone in which it is active',
        '2025',
        'unconfirmed',
      )(0.045, 'USD/h'),
      addressHour: prices(0.005, 'USD/h'),
    },
  },
  {
    id: 'aws/alb',
    title: 'AWS Application Load Balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: alb(7, ''),
    host: {
      ephemeralPortRange: nacl([1024, 65_535] as const, 'ports'),
      timeWaitSeconds: albPool(60, 'seconds', { note: 'that of Linux, assumed' }),
      timeWaitReuse: albPool(false, ''),
      tupleScope: albPool('endpoint', ''),
    },
    pool: {
      reuse: albPool('keep-alive', ''),
      idleTimeoutSeconds: alb(60, 'seconds', { note: 'idle_timeout.timeout_seconds, both sides' }),
      poolOwner: albPool('node', ''),
    },
    listener: {
      idleTimeoutSeconds: alb(60, 'seconds', { note: 'client keep-alive up to 3600 s by default' }),
    },
  },
  {
    id: 'aws/nlb',
    title: 'AWS Network Load Balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    notes: [
      'Translates source addresses where client address preservation is off, for PrivateLink, and between IPv4 and IPv6: give snat: true.',
    ],
    layer: nlb(4, ''),
    snat: nlb(false, '', { note: 'client addresses are preserved for instance targets by default' }),
    translator: {
      portsPerIp: nlb(55_000, 'ports', {
        note: 'simultaneous, or about that many a minute, for each target and each address of the balancer, when client address preservation is disabled',
        disagreements: [
          {
            value: 55_000,
            source: 'awsdocs/elb-network-load-balancers-user-guide of 2023',
            note: 'said: when it is enabled',
          },
        ],
      }),
      quarantineSeconds: nlb(60, 'seconds', { note: 'implied by about 55,000 connections a minute' }),
      idleTimeoutSeconds: nlbIdle(350, 'seconds', { note: '60 to 6000; UDP 120' }),
      tupleScope: nlb('endpoint', ''),
      ipSelection: assumed('random', ''),
      scope: nlb('gateway', ''),
      rewritesDestination: nlb(true, ''),
      udpIdleTimeoutSeconds: nlbIdle(120, 'seconds'),
    },
    prices: { gatewayHour: prices(0.0225, 'USD/h') },
  },
  {
    id: 'aws/gwlb',
    title: 'AWS Gateway Load Balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: gwlb(4, ''),
    snat: gwlb(false, ''),
    translator: {
      idleTimeoutSeconds: gwlb(350, 'seconds', { note: 'TCP, 60 to 6000' }),
      rewritesDestination: gwlb(false, ''),
    },
  },
];
