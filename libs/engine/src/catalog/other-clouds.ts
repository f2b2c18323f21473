import type { Profile, Sourced } from './profile.js';
import { readFrom, type Reader } from './sourced.js';

const alibaba = readFrom('https://www.alibabacloud.com/help/doc-detail/187954.htm', '2023-08-23');
const alibabaQuota = readFrom(
  'Alibaba Cloud documentation, NAT Gateway, limits (https://www.alibabacloud.com/help/en/nat-gateway)',
  '2023',
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
const huawei = readFrom(
  'https://docs.otc.t-systems.com/nat-gateway/umn/faqs/snat/what_are_snat_connections.html',
  '2024',
);
const huaweiSizes = readFrom(
  'https://docs.otc.t-systems.com/nat-gateway/umn/service_overview/nat_gateway_specifications.html',
  '2024',
);

/** What a gateway that hands its ports out on demand has, and what nobody documents of it, read on the safe side. */
function onDemand(said: Reader): NonNullable<Profile['translator']> {
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
    quarantineSeconds: safe(60, 'seconds', 'not documented; as AWS, which has the same 55,000'),
  };
}

function huaweiGateway(size: string, connections: number): Profile {
  return {
    id: `huawei/nat-gateway-${size}`,
    title: `Huawei Cloud and Open Telekom Cloud NAT gateway, ${size}`,
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    translator: {
      ...onDemand(huawei),
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
      maxConnections: huaweiSizes(connections, 'connections'),
      bitsPerSecond: huaweiSizes(20e9, 'bits/s'),
      limits: {
        maxConnections: huaweiSizes({ max: connections }, 'connections'),
        bitsPerSecond: huaweiSizes({ max: 20e9 }, 'bits/s'),
      },
    },
  };
}

/** NAT gateways of other clouds. */
export const OTHER_CLOUD_PROFILES: readonly Profile[] = [
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
      limits: {
        publicIps: alibabaQuota({ max: 20 }, 'addresses'),
        maxPublicIps: alibabaQuota({ max: 20 }, 'addresses'),
      },
      maxPublicIps: alibabaQuota(20, 'addresses', {
        disagreements: [
          {
            value: 64,
            source: 'https://www.alibabacloud.com/help/doc-detail/187954.htm',
            note: 'in one SNAT entry',
          },
        ],
      }),
    },
  },
  {
    id: 'tencent/nat-gateway',
    title: 'Tencent Cloud NAT gateway',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: ['Sizes hold 1, 3 or 10 million connections in all: give maxConnections.'],
    translator: {
      ...onDemand(tencent),
      portsPerIp: tencent(55_000, 'ports', { note: 'to each destination address, port and protocol' }),
      limits: { maxConnections: tencent({ max: 10_000_000 }, 'connections', { note: 'the largest size' }) },
      maxPublicIps: tencentQuota(10, 'addresses', { note: 'a quota' }),
    },
  },
  huaweiGateway('small', 10_000),
  huaweiGateway('medium', 50_000),
  huaweiGateway('large', 200_000),
  huaweiGateway('extra-large', 1_000_000),
];
