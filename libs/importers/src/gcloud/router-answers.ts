import { recordsOf, type JsonRecord } from '../terraform/json-value.js';
import { pathOf, scopeOf, textOf, type Told } from './told.js';

/** A router and the gateways on it (https://cloud.google.com/compute/docs/reference/rest/v1/routers). */
export function router(item: JsonRecord): readonly Told[] {
  const path = pathOf(item);
  const region = scopeOf(item);
  const name = textOf(item, 'name') ?? '';
  return [
    {
      type: 'google_compute_router',
      name,
      scope: region,
      path,
      values: { id: path, name, region, network: item['network'] },
      leftOut: null,
    },
    ...recordsOf(item['nats']).map((nat) => natOf(nat, region, path)),
  ];
}

/** A gateway by itself, as `gcloud compute routers nats list` prints it: its router and region are not said. */
export function nat(item: JsonRecord): readonly Told[] {
  return [natOf(item, '', '')];
}

function natOf(item: JsonRecord, region: string, routerPath: string): Told {
  const name = textOf(item, 'name') ?? '';
  return {
    type: 'google_compute_router_nat',
    name,
    scope: region,
    path: routerPath === '' ? name : `${routerPath}/nats/${name}`,
    values: {
      name,
      ...(region === '' ? {} : { region }),
      ...(routerPath === '' ? {} : { router: routerPath }),
      type: item['type'],
      endpoint_types: item['endpointTypes'],
      nat_ip_allocate_option: item['natIpAllocateOption'],
      nat_ips: item['natIps'],
      drain_nat_ips: item['drainNatIps'],
      source_subnetwork_ip_ranges_to_nat: item['sourceSubnetworkIpRangesToNat'],
      subnetwork: recordsOf(item['subnetworks']).map((subnet) => ({
        name: subnet['name'],
        source_ip_ranges_to_nat: subnet['sourceIpRangesToNat'],
      })),
      min_ports_per_vm: item['minPortsPerVm'],
      max_ports_per_vm: item['maxPortsPerVm'],
      enable_dynamic_port_allocation: item['enableDynamicPortAllocation'],
      enable_endpoint_independent_mapping: item['enableEndpointIndependentMapping'],
      tcp_time_wait_timeout_sec: item['tcpTimeWaitTimeoutSec'],
      tcp_established_idle_timeout_sec: item['tcpEstablishedIdleTimeoutSec'],
      rules: recordsOf(item['rules']).map(ruleOf),
    },
    leftOut: null,
  };
}

function ruleOf(rule: JsonRecord): JsonRecord {
  const actions = Array.isArray(rule['action']) ? recordsOf(rule['action']) : recordsOf([rule['action']]);
  return {
    rule_number: rule['ruleNumber'],
    match: rule['match'],
    action: actions.map((each) => ({
      source_nat_active_ips: each['sourceNatActiveIps'],
      source_nat_active_ranges: each['sourceNatActiveRanges'],
    })),
  };
}
