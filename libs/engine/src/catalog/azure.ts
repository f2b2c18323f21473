import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const nat = readFrom('https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource', '2025-11-04');
const chosen = readFrom(
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-snat (ports and addresses at random)',
  '2025-11-04',
);
const lb = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections',
  '2024-04-11',
);
const rules = readFrom('https://learn.microsoft.com/azure/load-balancer/outbound-rules', '2024-04-11');
const release = readFrom(
  'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors (FIN 240 s, RST 15 s)',
  '2026',
);
const app = readFrom(
  'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors',
  '2026',
);
const firewall = readFrom(
  'https://learn.microsoft.com/azure/firewall/integrate-with-nat-gateway; PSRule Azure.VNET.FirewallSubnetNAT',
  '2026',
);
const prices = readFrom(
  'https://azure.microsoft.com/pricing/details/azure-nat-gateway/ as in infracost golden files',
  '2024',
);
const unsaid = readFrom('not documented; assumed', '2026', 'unconfirmed');

/** Microsoft Azure: NAT gateway, load balancer outbound rules, firewall, App Service. */
export const AZURE_PROFILES: readonly Profile[] = [
  {
    id: 'azure/nat-gateway',
    title: 'Azure NAT Gateway',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      '64,512 ports an address, TCP and UDP apart, shared on demand; toward one endpoint no more than 50,000.',
    ],
    translator: {
      portsPerIp: nat(50_000, 'ports', {
        note: 'concurrent connections of one address to one destination endpoint',
        hardLimit: true,
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
      idleTimeoutSeconds: nat(240, 'seconds', { note: '4 to 120 minutes' }),
      udpIdleTimeoutSeconds: nat(240, 'seconds'),
      tupleScope: nat('endpoint', ''),
      allocation: nat({ kind: 'on-demand' } as const, ''),
      portSearch: chosen({ kind: 'exhaustive' } as const, ''),
      ipSelection: chosen('random', ''),
      maxPublicIps: nat(16, 'addresses', { hardLimit: true }),
      maxConnections: nat(2_000_000, 'connections', { hardLimit: true }),
      bitsPerSecond: nat(50e9, 'bits/s', { note: '25 out and 25 in; StandardV2 100' }),
      packetsPerSecond: nat(5e6, 'packets/s', { note: 'StandardV2 10 million' }),
      scope: nat('gateway', ''),
      rewritesDestination: nat(false, ''),
    },
    prices: {
      gatewayHour: prices(0.045, 'USD/h'),
      addressHour: prices(0.005, 'USD/h'),
      gigabyte: prices(0.045, 'USD/GB'),
    },
  },
  {
    id: 'azure/load-balancer-outbound',
    title: 'Azure Load Balancer, outbound rule',
    family: 'translator',
    nodeKinds: ['nat-gateway', 'load-balancer'],
    notes: [
      'Crossing a row of the table disrupts connections. UDP has one port for each destination address.',
    ],
    layer: lb(4, ''),
    snat: lb(true, ''),
    translator: {
      portsPerIp: lb(64_000, 'ports'),
      allocatablePortsPerIp: lb(64_000, 'ports', { note: '64,000, not 64,512' }),
      quarantineSeconds: release(240, 'seconds', { note: 'after FIN; stated for App Service' }),
      resetQuarantineSeconds: release(15, 'seconds'),
      idleTimeoutSeconds: rules(240, 'seconds', {
        note: '4 to 120 minutes',
        disagreements: [
          {
            value: 6000,
            source: 'Azure Load Balancer troubleshooting page',
            note: 'says at most 100 minutes',
          },
        ],
      }),
      tupleScope: lb('endpoint', ''),
      allocation: lb({ kind: 'by-pool-size' } as const, ''),
      blockRounding: rules('multiple-of-8', ''),
      poolSizeTable: lb(
        [
          { instancesUpTo: 50, portsPerInstance: 1024 },
          { instancesUpTo: 100, portsPerInstance: 512 },
          { instancesUpTo: 200, portsPerInstance: 256 },
          { instancesUpTo: 400, portsPerInstance: 128 },
          { instancesUpTo: 800, portsPerInstance: 64 },
          { instancesUpTo: 1000, portsPerInstance: 32 },
        ] as const,
        'ports',
        { note: 'for each instance and frontend address' },
      ),
      ipSelection: lb('per-vm', ''),
      portSearch: unsaid({ kind: 'exhaustive' } as const, ''),
      scope: lb('vm', ''),
      rewritesDestination: lb(false, ''),
    },
  },
  {
    id: 'azure/load-balancer',
    title: 'Azure Load Balancer, inbound',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: lb(4, ''),
    snat: lb(false, '', { note: 'passes client addresses on' }),
    translator: { idleTimeoutSeconds: rules(240, 'seconds'), rewritesDestination: lb(true, '') },
  },
  {
    id: 'azure/firewall',
    title: 'Azure Firewall',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'At least two instances; each has 2,496 ports of every address. portsPerIp counts two: raise it with the scale set.',
    ],
    translator: {
      portsPerIp: firewall(4992, 'ports', { note: '2,496 for each address and instance, two instances' }),
      quarantineSeconds: unsaid(240, 'seconds', { note: 'as the load balancer' }),
      idleTimeoutSeconds: firewall(240, 'seconds'),
      tupleScope: firewall('endpoint', ''),
      ipSelection: firewall('random', ''),
      maxPublicIps: firewall(250, 'addresses', { hardLimit: true }),
      scope: firewall('gateway', ''),
      rewritesDestination: firewall(false, ''),
    },
  },
  {
    id: 'azure/app-service',
    title: 'Azure App Service',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: ['Plan for no more than 100 of the 128 toward one endpoint.'],
    translator: {
      portsPerIp: app(128, 'ports'),
      quarantineSeconds: release(240, 'seconds'),
      resetQuarantineSeconds: release(15, 'seconds'),
      idleTimeoutSeconds: app(240, 'seconds'),
      tupleScope: app('endpoint', ''),
      allocation: app({ kind: 'static-per-vm', portsPerVm: 128 } as const, 'ports', {
        note: 'preallocated for each instance',
      }),
      ipSelection: app('per-vm', ''),
      scope: app('vm', ''),
      rewritesDestination: app(false, ''),
    },
  },
];
