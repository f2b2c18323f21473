import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const ports = readFrom('https://cloud.google.com/nat/docs/ports-and-addresses', '2026', 'secondary');
const api = readFrom('https://cloud.google.com/compute/docs/reference/rest/v1/routers (nats[])', '2026-08');
const modules = readFrom('GoogleCloudPlatform/magic-modules mmv1/products/compute/RouterNat.yaml', '2026-08');
const quota = readFrom('https://cloud.google.com/nat/quota', '2026');
const lb = readFrom(
  'https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries',
  '2026',
  'unconfirmed',
);

/** Google Cloud: Cloud NAT and the application load balancer. */
export const GCP_PROFILES: readonly Profile[] = [
  {
    id: 'gcp/cloud-nat',
    title: 'Google Cloud NAT, public',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'Ports reserved for a VM limit its connections to one destination; 64 with no churn at all, 0.53 new connections a second with 120 s of TIME_WAIT.',
      'Every GKE node has an alias range and gets at least 1,024 ports with static allocation: 63 nodes an address.',
      'With dynamic allocation: allocation { kind: dynamic-per-vm, minPortsPerVm: 32, maxPortsPerVm: 65536 }; it excludes endpoint-independent mapping.',
      'With endpoint-independent mapping give tupleScope: translator.',
    ],
    translator: {
      portsPerIp: ports(64_512, 'ports', {
        note: 'TCP, and as many UDP; 1024 to 65535',
        disagreements: [
          {
            value: 65_536,
            source: 'https://gitlab.com/gitlab-com/gl-infra/production-engineering/-/issues/10627',
            note: 'counts ports below 1024, which are not used',
          },
        ],
      }),
      allocatablePortsPerIp: ports(64_512, 'ports'),
      quarantineSeconds: modules(120, 'seconds', { note: 'tcpTimeWaitTimeoutSec, configurable' }),
      idleTimeoutSeconds: modules(1200, 'seconds', { note: 'tcpEstablishedIdleTimeoutSec' }),
      udpIdleTimeoutSeconds: modules(30, 'seconds'),
      tupleScope: ports('endpoint', ''),
      allocation: modules({ kind: 'static-per-vm', portsPerVm: 64 } as const, 'ports', {
        note: 'static 64, dynamic from 32',
      }),
      blockRounding: api('power-of-two', '', {
        note: 'counted rounded up, relied on as configured',
        disagreements: [
          {
            value: 'none',
            source: 'https://github.com/gardener/gardener-extension-provider-gcp/issues/417',
            note: '10,000 ports, six nodes an address',
          },
        ],
      }),
      ipSelection: ports('per-vm', ''),
      maxPublicIps: quota(300, 'addresses', {
        hardLimit: true,
        note: 'manual; as many automatic',
        disagreements: [
          {
            value: 50,
            source: 'https://cloud.google.com/nat/quota?hl=cs',
            note: 'an older version of the page',
          },
        ],
      }),
      scope: ports('vm', ''),
      rewritesDestination: ports(false, ''),
    },
  },
  {
    id: 'gcp/application-lb',
    title: 'Google Cloud application load balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    layer: lb(7, ''),
    pool: {
      reuse: lb('keep-alive', ''),
      idleTimeoutSeconds: lb(600, 'seconds', { note: 'backend keep-alive, fixed' }),
    },
    listener: { idleTimeoutSeconds: lb(610, 'seconds') },
  },
];
