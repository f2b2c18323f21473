import { CLOUD_NAT_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const ports = readFrom('https://cloud.google.com/nat/docs/ports-and-addresses', '2026', 'secondary');
const api = readFrom('https://cloud.google.com/compute/docs/reference/rest/v1/routers (nats[])', '2026-08');
const modules = readFrom(
  'https://github.com/GoogleCloudPlatform/magic-modules/blob/d5778440/mmv1/products/compute/RouterNat.yaml',
  '2026-08',
);
const bounds = readFrom(
  'https://github.com/kubernetes-sigs/cluster-api-provider-gcp/pull/1531 (its validation: 2 to 65536)',
  '2026',
);
const gke = readFrom(
  'https://cloud.google.com/nat/docs/ports-and-addresses#port-reservation-procedure; https://github.com/GoogleCloudPlatform/cluster-toolkit/pull/4366',
  '2026',
  'secondary',
);
const spanning = readFrom(
  'https://github.com/GoogleCloudPlatform/gcpdiag/tree/52e5a7d15d0bd72d0f0c7cf61916292c56667c4a/test-data/nat1 (answers of the API)',
  '2025',
  'derived',
);
const unsaid = readFrom(
  'https://cloud.google.com/nat/docs/ports-and-addresses (does not say how a port of the VM is found)',
  '2026',
  'derived',
);
const quota = readFrom('https://cloud.google.com/nat/quota', '2026');
const prices = readFrom('https://cloud.google.com/nat/pricing', '2024');
const lb = readFrom('https://cloud.google.com/load-balancing/docs/https', '2026');
const keepAlive = readFrom(
  'https://cloud.google.com/load-balancing/docs/https/request-distribution (backend and client HTTP keep-alive timeouts)',
  '2026-10-01',
  'secondary',
);

const clientKeepAlive = readFrom(
  'https://github.com/hashicorp/terraform-provider-google/blob/e03b7622a26cf4e878f90bdccaca6aa3d03a7999/website/docs/r/compute_target_http_proxy.html.markdown (http_keep_alive_timeout_sec)',
  '2026-08-21',
);
const eachRequest = readFrom(
  'https://cloud.google.com/load-balancing/docs/https/request-distribution (chooses a backend for each request)',
  '2026-10-01',
  'derived',
);

/** Google Cloud: Cloud NAT and the application load balancer. */
export const GCP_PROFILES: readonly Profile[] = [
  {
    id: 'gcp/cloud-nat',
    title: 'Google Cloud NAT, public',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    metrics: CLOUD_NAT_METRICS,
    notes: [
      'Ports reserved for a VM limit its connections to one destination; 64 with no churn at all, 0.53 new connections a second with 120 s of TIME_WAIT.',
      'Every GKE node has an alias range and gets at least 1,024 ports with static allocation: 63 nodes an address.',
      'With dynamic allocation: allocation { kind: dynamic-per-vm, minPortsPerVm: 32, maxPortsPerVm: 65536 }, powers of two; it excludes endpoint-independent mapping, and drops or delays connections while blocks double.',
      'With endpoint-independent mapping give tupleScope: translator.',
      'minExtraNatIpsNeeded above zero, or OUT_OF_RESOURCES among nat/dropped_sent_packets_count, is exhaustion.',
    ],
    translator: {
      sourcePortRange: ports([1024, 65_535] as const, 'ports'),
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
      idleTimeoutSeconds: modules(1200, 'seconds', { note: 'tcpEstablishedIdleTimeoutSec, configurable' }),
      udpIdleTimeoutSeconds: modules(30, 'seconds'),
      tupleScope: ports('endpoint', ''),
      allocation: modules({ kind: 'static-per-vm', portsPerVm: 64 } as const, 'ports'),
      containerHostPortsPerVm: gke(1024, 'ports', {
        note: 'VMs with an alias range wider than /32, static allocation',
      }),
      blockRounding: api('power-of-two', '', {
        note: 'counted rounded up, relied on as configured; gcpdiag’s record of the API shows 32,000 allocated as two blocks of 16,384',
        disagreements: [
          {
            value: 'none',
            source: 'https://github.com/gardener/gardener-extension-provider-gcp/issues/417',
            note: '10,000 ports, six nodes an address',
          },
        ],
      }),
      blocksSpanAddresses: spanning(true, '', {
        note: 'four VMs of 32,768 ports: three addresses needed, where blocks on one address each would need four',
      }),
      portSearch: unsaid({ kind: 'exhaustive' } as const, ''),
      ipSelection: ports('per-vm', ''),
      maxPublicIps: quota(300, 'addresses', {
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
      limits: {
        publicIps: quota({ max: 300 }, 'addresses'),
        maxPublicIps: quota({ max: 300 }, 'addresses'),
        portsPerIp: ports({ max: 64_512 }, 'ports'),
        'allocation.kind': api({ oneOf: ['static-per-vm', 'dynamic-per-vm'] }, ''),
        'allocation.portsPerVm': bounds({ min: 2, max: 65_536 }, 'ports'),
        'allocation.minPortsPerVm': api({ min: 32, max: 32_768, powerOfTwo: true }, 'ports', {
          note: '32 is also the default',
        }),
        'allocation.maxPortsPerVm': api(
          { min: 64, max: 65_536, powerOfTwo: true, above: 'allocation.minPortsPerVm' },
          'ports',
          { note: '65,536 is also the default' },
        ),
        tupleScope: api({ oneOf: ['endpoint'], where: { 'allocation.kind': 'dynamic-per-vm' } }, '', {
          note: 'dynamic allocation and endpoint-independent mapping exclude each other',
        }),
      },
    },
    prices: {
      gatewayHour: prices(0.044, 'USD/h', { note: 'with more than 32 VMs; 0.0014 for each VM up to that' }),
      addressHour: prices(0.005, 'USD/h'),
      gigabyte: prices(0.045, 'USD/GB'),
    },
  },
  {
    id: 'gcp/application-lb',
    title: 'Google Cloud application load balancer',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    notes: [
      'The global external one. Regional and internal ones keep idle client connections for 600 s, and no longer: give idleTimeoutSeconds: 600.',
    ],
    layer: lb(7, ''),
    pool: {
      reuse: keepAlive('keep-alive', ''),
      idleTimeoutSeconds: keepAlive(600, 'seconds', { note: 'fixed: backends must keep connections longer' }),
      poolScope: eachRequest('endpoint', '', { note: 'each backend' }),
      limits: {
        idleTimeoutSeconds: keepAlive({ min: 600, max: 600 }, 'seconds', { note: 'cannot be configured' }),
      },
    },
    listener: {
      idleTimeoutSeconds: clientKeepAlive(610, 'seconds', {
        note: 'client HTTP keep-alive timeout of the global external one',
        disagreements: [
          {
            value: 600,
            source:
              'https://github.com/hashicorp/terraform-provider-google/blob/e03b7622a26cf4e878f90bdccaca6aa3d03a7999/website/docs/r/compute_region_target_http_proxy.html.markdown',
            note: 'of regional and cross-region internal ones',
          },
        ],
      }),
      limits: {
        idleTimeoutSeconds: clientKeepAlive({ min: 5, max: 1200 }, 'seconds', {
          note: 'at most 600 where it is regional or internal',
        }),
      },
    },
  },
];
