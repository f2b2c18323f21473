import type { Profile, Sourced } from './profile.js';
import { readFrom, type Reader } from './sourced.js';

const alibaba = readFrom('https://www.alibabacloud.com/help/doc-detail/187954.htm', '2023-08-23');
const alibabaQuota = readFrom(
  'https://www.alibabacloud.com/help/en/nat-gateway/user-guide/quotas (natgw_quota_eip_num_per_nat, adjustable)',
  '2024-12-24',
);
const alibabaIdle = readFrom(
  'https://www.alibabacloud.com/help/en/nat-gateway/support/nat-gateway-faq/',
  '2023',
);
const tencent = readFrom('https://www.tencentcloud.com/document/product/1015/30230', '2024');
const tencentQuota = readFrom(
  'https://intl.cloud.tencent.com/document/product/1015/30230 (of 2021)',
  '2021-03-09',
);
const tencentTimers = readFrom(
  'https://cloud.tencent.com/document/api/215/130576 (ModifyNatGatewayAdvancedAttribute)',
  '2026',
);
const huawei = readFrom(
  'https://docs.otc.t-systems.com/nat-gateway/umn/faqs/snat/what_are_snat_connections.html',
  '2024',
);
const huaweiSizes = readFrom(
  'https://docs.otc.t-systems.com/nat-gateway/umn/service_overview/nat_gateway_specifications.html',
  '2024',
);
const huaweiPackets = readFrom(
  'https://support.huaweicloud.com/intl/en-us/productdesc-natgateway/en-us_topic_0086739763.html',
  '2026',
);
const huaweiTimers = readFrom(
  'https://github.com/huaweicloud/terraform-provider-huaweicloud/blob/a0345b8dcc818aa80d932ec0802891222b0a22af/docs/resources/nat_gateway.md (session_conf)',
  '2026-08-21',
);
const huaweiLargest = readFrom(
  'https://support.huaweicloud.com/intl/en-us/api-natgateway/ListNatGatewaySpecs.html (spec 5)',
  '2025-09-12',
);
const microSize = readFrom(
  'https://docs.otc.t-systems.com/nat-gateway/umn/overview/nat_gateway_specifications.html (Micro)',
  '2026',
);
const oracleBalancer = readFrom(
  'https://docs.oracle.com/en-us/iaas/Content/Balance/Reference/connectionreuse.htm',
  '2025-05-27',
);
const oracleEachRequest = readFrom(
  'https://docs.oracle.com/en-us/iaas/Content/Balance/Reference/connectionreuse.htm (requests of many clients on a few connections to a backend server)',
  '2025-05-27',
  'derived',
);

/**
 * What a gateway that hands its ports out on demand has, and what nobody documents of it, read on the safe side.
 *
 * @param quarantineSeconds where it is documented
 */
function onDemand(said: Reader, quarantineSeconds?: Sourced<number>): NonNullable<Profile['translator']> {
  const safe = <T>(value: T, unit: string, note?: string): Sourced<T> => ({
    ...said(value, unit),
    confidence: 'unconfirmed',
    ...(note === undefined ? {} : { note }),
  });
  return {
    tupleScope: said('endpoint', ''),
    allocation: said({ kind: 'on-demand' } as const, ''),
    scope: said('gateway', ''),
    rewritesDestination: said(false, ''),
    ipSelection: safe('random', ''),
    portSearch: safe({ kind: 'exhaustive' } as const, ''),
    quarantineSeconds:
      quarantineSeconds ?? safe(60, 'seconds', 'not documented; as AWS, which has the same 55,000'),
  };
}

function huaweiGateway(size: string, connections: number, sizes: Reader = huaweiSizes): Profile {
  return {
    id: `huawei/nat-gateway-${size}`,
    title: `Huawei Cloud and Open Telekom Cloud NAT gateway, ${size}`,
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    translator: {
      ...onDemand(
        huawei,
        huaweiTimers(5, 'seconds', {
          note: 'session_conf.tcp_time_wait_time, 0 to 1,800; Open Telekom Cloud does not say',
        }),
      ),
      portsPerIp: huawei(55_000, 'ports', {
        note: 'to each destination; said of the gateway, taken as that of one address',
      }),
      idleTimeoutSeconds: huaweiSizes(900, 'seconds', {
        disagreements: [
          {
            value: 600,
            source:
              'https://support.huaweicloud.com/intl/th-th/my-kualalumpur-1-usermanual-natgateway/en-us_topic_0086739763.html',
            note: 'older regions',
          },
        ],
      }),
      udpIdleTimeoutSeconds: huaweiSizes(300, 'seconds'),
      maxConnections: sizes(connections, 'connections'),
      bitsPerSecond: huaweiSizes(20e9, 'bits/s'),
      packetsPerSecond: huaweiPackets(2e6, 'packets/s', { note: 'both directions together' }),
      limits: {
        idleTimeoutSeconds: huaweiTimers({ min: 40, max: 7200 }, 'seconds', {
          note: 'session_conf.tcp_session_expire_time',
        }),
        maxConnections: sizes({ max: connections }, 'connections'),
        bitsPerSecond: huaweiSizes({ max: 20e9 }, 'bits/s'),
      },
    },
  };
}

/** NAT gateways and balancers of other clouds. */
export const OTHER_CLOUD_PROFILES: readonly Profile[] = [
  {
    id: 'oci/load-balancer',
    title: 'Oracle Cloud load balancer, HTTP',
    family: 'load-balancer',
    nodeKinds: ['load-balancer'],
    notes: ['Backend servers must keep idle connections for 310 s at least.'],
    layer: oracleBalancer(7, ''),
    pool: {
      reuse: oracleBalancer('keep-alive', ''),
      idleTimeoutSeconds: oracleBalancer(300, 'seconds', { note: 'whatever the backend server says' }),
      poolScope: oracleEachRequest('endpoint', '', { note: 'each backend server' }),
    },
    listener: {
      idleTimeoutSeconds: oracleBalancer(65, 'seconds', { note: 'cannot be changed' }),
      maxRequests: oracleBalancer(10_000, 'requests', { note: 'cannot be changed' }),
      limits: { idleTimeoutSeconds: oracleBalancer({ min: 65, max: 65 }, 'seconds') },
    },
  },
  {
    id: 'alibaba/nat-gateway',
    title: 'Alibaba Cloud Internet NAT gateway',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    translator: {
      ...onDemand(alibaba),
      portsPerIp: alibaba(55_000, 'ports', { note: 'simultaneous, for each address of a SNAT entry' }),
      idleTimeoutSeconds: alibabaIdle(900, 'seconds'),
      udpIdleTimeoutSeconds: alibabaIdle(60, 'seconds'),
      maxPublicIps: alibaba(64, 'addresses', { note: 'in one SNAT entry' }),
      defaultPublicIpQuota: alibabaQuota(20, 'addresses', { note: 'of a gateway, adjustable' }),
    },
  },
  {
    id: 'tencent/nat-gateway',
    title: 'Tencent Cloud NAT gateway',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: ['Sizes hold 1, 3 or 10 million connections in all: give maxConnections.'],
    translator: {
      ...onDemand(tencent, tencentTimers(120, 'seconds', { note: 'TCPTimeWaitTimeout, 10 to 600' })),
      portsPerIp: tencent(55_000, 'ports', { note: 'to each destination address, port and protocol' }),
      idleTimeoutSeconds: tencentTimers(10_800, 'seconds', { note: 'TCPEstablishedConnectionTimeout' }),
      udpIdleTimeoutSeconds: tencentTimers(180, 'seconds', { note: 'UDPMappingTimeout, 3 to 7,200' }),
      limits: {
        maxConnections: tencent({ max: 10_000_000 }, 'connections', { note: 'the largest size' }),
        idleTimeoutSeconds: tencentTimers({ min: 40, max: 10_800 }, 'seconds'),
      },
      maxPublicIps: tencentQuota(10, 'addresses', { note: 'a quota' }),
    },
  },
  huaweiGateway('micro', 1000, microSize),
  huaweiGateway('small', 10_000),
  huaweiGateway('medium', 50_000),
  huaweiGateway('large', 200_000),
  huaweiGateway('extra-large', 1_000_000),
  huaweiGateway('enterprise', 10_000_000, huaweiLargest),
];
