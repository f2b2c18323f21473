import { AZURE_LOAD_BALANCER_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const lb = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections',
  '2024-04-11',
);
const lbByDefault = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections#preallocatedports',
  '2026-07-07',
);
const lbUnsaid = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections (does not say how a port is found)',
  '2024-04-11',
  'derived',
);
const rules = readFrom('https://learn.microsoft.com/azure/load-balancer/outbound-rules', '2024-04-11');
const perVm = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/outbound-rules (multiples of 8); https://learn.microsoft.com/rest/api/aks/managed-clusters (allocatedOutboundPorts: 0 to 64000)',
  '2026',
  'secondary',
);
const lbIdle = readFrom(
  'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout',
  '2024-02-12',
);
const likeApp = readFrom(
  'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors (of App Service, which uses the same load balancer)',
  '2026',
  'derived',
);

/** Azure Load Balancer: its outbound rules, and the way in. */
export const AZURE_LOAD_BALANCERS: readonly Profile[] = [
  {
    id: 'azure/load-balancer-outbound',
    title: 'Azure Load Balancer, outbound rule',
    family: 'translator',
    nodeKinds: ['nat-gateway', 'load-balancer'],
    metrics: AZURE_LOAD_BALANCER_METRICS,
    notes: [
      'Crossing a row of the table disrupts connections. UDP has one port for each destination address.',
      'For ports set by hand give allocation: { kind: manual, portsPerVm: … }; count what scale-out and surge may add to the pool.',
      'Each load balancing or inbound NAT rule takes a block of eight ports.',
    ],
    layer: lb(4, ''),
    snat: lb(true, ''),
    translator: {
      portsPerIp: lb(64_000, 'ports'),
      allocatablePortsPerIp: lb(64_000, 'ports', { note: '64,000, not 64,512' }),
      quarantineSeconds: likeApp(240, 'seconds', { note: 'after FIN' }),
      resetQuarantineSeconds: likeApp(15, 'seconds'),
      idleTimeoutSeconds: rules(240, 'seconds', { note: '30 minutes where AKS makes the rule' }),
      tupleScope: lb('endpoint', ''),
      allocation: lb({ kind: 'by-pool-size' } as const, ''),
      blockRounding: rules('multiple-of-8', ''),
      blocksSpanAddresses: lb(true, '', {
        note: 'frontend addresses × 64,000 / instances; addresses are used up one after the other',
      }),
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
      mostPortsByPoolSize: lbByDefault(1024, 'ports', {
        note: '100 machines have 512 with one address, 1,024 with two, and 1,024 with three',
      }),
      ipSelection: lb('per-vm', ''),
      portSearch: lbUnsaid({ kind: 'exhaustive' } as const, ''),
      scope: lb('vm', ''),
      rewritesDestination: lb(false, ''),
      limits: {
        portsPerIp: lb({ max: 64_000 }, 'ports'),
        'allocation.portsPerVm': perVm({ max: 64_000, multipleOf: 8 }, 'ports', {
          note: 'of an instance; no more in all than addresses × 64,000',
        }),
        'allocation.kind': rules({ oneOf: ['by-pool-size', 'manual'] }, ''),
        idleTimeoutSeconds: rules({ min: 240, max: 7200, multipleOf: 60 }, 'seconds', {
          note: '4 to 120 minutes',
          disagreements: [
            {
              value: { min: 240, max: 6000, multipleOf: 60 },
              source: 'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout',
              note: 'says at most 100 minutes, as does the page on troubleshooting',
            },
          ],
        }),
      },
    },
  },
  {
    id: 'azure/load-balancer',
    title: 'Azure Load Balancer, inbound',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: lb(4, ''),
    snat: lb(false, '', { note: 'passes client addresses on' }),
    translator: {
      idleTimeoutSeconds: rules(240, 'seconds'),
      rewritesDestination: lb(true, ''),
      limits: {
        idleTimeoutSeconds: lbIdle({ min: 240, max: 6000, multipleOf: 60 }, 'seconds', {
          note: '4 to 100 minutes',
        }),
      },
    },
  },
];
