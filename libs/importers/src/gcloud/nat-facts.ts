import { recordOf, recordsOf, textsOf, type JsonRecord } from '../terraform/json-value.js';
import { textOf } from './told.js';

/** What a router's status says of one gateway on it. */
export interface NatStatus {
  readonly kind: 'status';
  readonly name: string;
  readonly network: string | undefined;
  /** Addresses as resources, which tell the region. */
  readonly resources: readonly string[];
  /** Addresses themselves, given or allocated by Google. */
  readonly addresses: readonly string[];
  /** Addresses that Google allocated. */
  readonly automatic: readonly string[];
  readonly minExtraAddresses: number | undefined;
  readonly machinesWithPorts: number | undefined;
}

/** Addresses of a gateway, by its name alone. */
export interface NatAddressInfo {
  readonly kind: 'addresses';
  readonly name: string;
  readonly addresses: readonly string[];
  readonly automatic: readonly string[];
}

/** Ports that a machine has. */
export interface MachinePorts {
  readonly kind: 'ports';
  readonly machine: string;
  readonly addresses: readonly string[];
  /** Whether ports are for a range of addresses for containers. */
  readonly containerHost: boolean;
}

export type NatFact = NatStatus | NatAddressInfo | MachinePorts;

/** `routerStatusResponse`: the status of every gateway on a router. */
export function routerStatus(item: JsonRecord): readonly NatFact[] {
  const result = recordOf(item['result'] ?? item);
  return recordsOf(result['natStatus']).map((status): NatStatus => {
    const automatic = textsOf(status['autoAllocatedNatIps']);
    return {
      kind: 'status',
      name: textOf(status, 'name') ?? '',
      network: textOf(result, 'network'),
      resources: textsOf(status['userAllocatedNatIpResources']),
      addresses: [...textsOf(status['userAllocatedNatIps']), ...automatic],
      automatic,
      minExtraAddresses: countIn(status, 'minExtraNatIpsNeeded'),
      machinesWithPorts: countIn(status, 'numVmEndpointsWithNatMappings'),
    };
  });
}

export function natIpInfo(item: JsonRecord): readonly NatFact[] {
  const mappings = recordsOf(item['natIpInfoMappings']);
  const addressesOf = (list: readonly JsonRecord[]): readonly string[] =>
    list.flatMap((mapping) => textOf(mapping, 'natIp') ?? []);
  return [
    {
      kind: 'addresses',
      name: textOf(item, 'natName') ?? '',
      addresses: addressesOf(mappings),
      automatic: addressesOf(mappings.filter(({ mode }) => mode === 'AUTO')),
    },
  ];
}

/** `203.0.113.1:1024-1087`: an address, and ports of it. */
const PORT_RANGE = /^(.+):\d+-\d+$/;

export function natMapping(item: JsonRecord): readonly NatFact[] {
  const mappings = recordsOf(item['interfaceNatMappings']);
  return [
    {
      kind: 'ports',
      machine: textOf(item, 'instanceName') ?? '',
      addresses: mappings
        .flatMap((mapping) => textsOf(mapping['natIpPortRanges']))
        .flatMap((range) => PORT_RANGE.exec(range)?.[1] ?? []),
      containerHost: mappings.some((mapping) => textOf(mapping, 'sourceAliasIpRange') !== undefined),
    },
  ];
}

function countIn(item: JsonRecord, name: string): number | undefined {
  const value = item[name];
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
