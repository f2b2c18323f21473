import { automaticAddresses, cloudNatNode, type CloudNatSettings } from '../../google/cloud-nat.js';
import { numberIn, textIn, truthIn } from '../attribute.js';
import type { Reach } from '../egress-leg.js';
import { textsOf } from '../json-value.js';
import type { Resource } from '../resource.js';
import type { GoogleContext, Named, Placement, Workload } from './context.js';
import { regionOfResource } from './google-names.js';
import { manualAddresses, privateAddresses } from './nat-addresses.js';
import { addRules, type RuleNode } from './nat-rules.js';
import { namedBy, NETWORKS, sameNamed, sameRegion, SUBNETS } from './placements.js';
import { singleBlocks } from './single-blocks.js';

const SAME_MACHINES = 1e-6;

const ROUTERS = ['google_compute_router'] as const;

/** A subnetwork that a gateway lists. */
interface ServedSubnet {
  readonly named: Named;
  /** Whether only addresses of containers are translated, not those of the machines themselves. */
  readonly containersOnly: boolean;
}

/** A gateway that became a node, and whom it serves. */
export interface CloudNat {
  readonly nodeId: string;
  readonly resource: Resource;
  readonly reach: Reach;
  readonly region: string | null;
  /** Null where its router is not in the document: then it may be any network of its region. */
  readonly network: Named | null;
  /** Null where it serves every subnetwork of its network and region. */
  readonly subnets: readonly ServedSubnet[] | null;
  /** What its rules send through addresses of their own. */
  readonly rules: readonly RuleNode[];
}

type Served = Pick<CloudNat, 'region' | 'network' | 'subnets'>;

/** Cloud NAT gateways as nodes, with the ports that they give to each machine; rules with addresses as nodes of their own. */
export function readCloudNats(workloads: readonly Workload[], context: GoogleContext): readonly CloudNat[] {
  return context.inventory.ofType('google_compute_router_nat').flatMap((resource) => {
    const served = textsOf(resource.values['endpoint_types']);
    if (served.length === 0 || served.includes(MACHINES)) return [readOne(resource, workloads, context)];
    context.draft.leaveOut(
      resource,
      `serves ${served.join(', ')}: managed proxies of Google, not machines; add it with the calls that these make`,
    );
    return [];
  });
}

/** What a gateway serves that says nothing else (https://cloud.google.com/compute/docs/reference/rest/v1/routers). */
const MACHINES = 'ENDPOINT_TYPE_VM';

function readOne(resource: Resource, workloads: readonly Workload[], context: GoogleContext): CloudNat {
  const { draft, names } = context;
  const [router] = names.one(resource, { path: ['router'], types: ROUTERS }).targets;
  const served: Served = {
    region: regionOfResource(resource) ?? (router === undefined ? null : regionOfResource(router)),
    network: router === undefined ? null : namedBy(router, { path: ['network'], types: NETWORKS }, context),
    subnets: subnetsOf(resource, context),
  };
  const settings = settingsOf(resource);
  const behind = machinesBehind(served, workloads);
  const automatic =
    textIn(resource.values, 'nat_ip_allocate_option') === 'AUTO_ONLY' &&
    textsOf(resource.values['nat_ips']).length === 0;
  const addresses =
    settings.reach === 'private'
      ? privateAddresses(resource, context)
      : automatic
        ? { ...automaticAddresses(settings, behind), resources: [] }
        : manualAddresses(resource, context);
  const nodeId = draft.idOf(resource.address);
  const { node, origins } = cloudNatNode(nodeId, settings, addresses);
  const subnets = (served.subnets ?? []).flatMap(({ named }) =>
    named.kind === 'resource' ? [named.resource] : [],
  );
  draft.addNode(node, origins, [
    resource,
    ...(router === undefined ? [] : [router]),
    ...addresses.resources,
    ...subnets,
  ]);
  const rules = settings.reach === 'private' ? [] : addRules(resource, settings, context);
  return { nodeId, resource, reach: settings.reach, ...served, rules };
}

function settingsOf({ address, values }: Resource): CloudNatSettings {
  return {
    address,
    reach: textIn(values, 'type') === 'PRIVATE' ? 'private' : 'public',
    dynamic: truthIn(values, 'enable_dynamic_port_allocation'),
    minPortsPerVm: positive(numberIn(values, 'min_ports_per_vm')),
    maxPortsPerVm: positive(numberIn(values, 'max_ports_per_vm')),
    timeWaitSeconds: numberIn(values, 'tcp_time_wait_timeout_sec'),
    establishedIdleSeconds: numberIn(values, 'tcp_established_idle_timeout_sec'),
    endpointIndependent: truthIn(values, 'enable_endpoint_independent_mapping'),
  };
}

/** A state has zero where nothing was given. */
function positive(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

/** Subnetworks that a gateway lists. */
function subnetsOf(resource: Resource, context: GoogleContext): readonly ServedSubnet[] | null {
  if (textIn(resource.values, 'source_subnetwork_ip_ranges_to_nat') !== 'LIST_OF_SUBNETWORKS') return null;
  return singleBlocks(resource, 'subnetwork').flatMap(({ values, resource: block }) => {
    const ranges = textsOf(values['source_ip_ranges_to_nat']);
    const containersOnly =
      ranges.length > 0 && ranges.every((range) => range === 'LIST_OF_SECONDARY_IP_RANGES');
    return blockTargets(block, context).map((named) => ({ named, containersOnly }));
  });
}

/** Before apply a block may be any of those that its expressions name. */
function blockTargets(block: Resource, context: GoogleContext): readonly Named[] {
  const query = { path: ['subnetwork', 'name'], types: SUBNETS };
  const { targets } = context.names.many(block, query);
  if (targets.length > 0) return targets.map((resource) => ({ kind: 'resource', resource }));
  const named = namedBy(block, query, context);
  return named === null ? [] : [named];
}

/** The parts of a workload that leave through a gateway: those of its network that have no address of their own. */
export function servedParts(
  { region, network, subnets }: Served,
  { placements, containerHosts }: Pick<Workload, 'placements' | 'containerHosts'>,
): readonly Placement[] {
  return placements.filter((placement) => {
    if (placement.external || !sameRegion(region, placement.region)) return false;
    if (subnets === null) return network === null || sameNamed(network, placement.network);
    return subnets.some(
      ({ named, containersOnly }) =>
        (containerHosts || !containersOnly) && sameNamed(named, placement.subnet),
    );
  });
}

function machinesBehind(
  served: Served,
  workloads: readonly Workload[],
): { readonly most: number; readonly containerHosts: boolean } {
  const behind = workloads.flatMap((workload) => {
    const part = servedParts(served, workload).reduce((sum, { weight }) => sum + weight, 0);
    return part > 0
      ? [{ most: wholeMachines(part * workload.most), containerHosts: workload.containerHosts }]
      : [];
  });
  return {
    most: behind.reduce((sum, { most }) => sum + most, 0),
    containerHosts: behind.some(({ containerHosts }) => containerHosts),
  };
}

/** Weights are quotients, and their sums a little off: what is nearly a whole machine is that one. */
function wholeMachines(machines: number): number {
  const nearest = Math.round(machines);
  return Math.abs(machines - nearest) < SAME_MACHINES ? nearest : Math.ceil(machines);
}
