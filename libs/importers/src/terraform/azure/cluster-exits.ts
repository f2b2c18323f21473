import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn, textIn } from '../attribute.js';
import type { Resource } from '../resource.js';
import { blocksAsResources } from './blocks.js';
import type { AzureContext } from './context.js';
import type { Exit } from './exit.js';
import { idleTimeout } from './idle-timeout.js';
import { allocationOf } from './outbound-rules.js';
import { countedAddresses, listedAddresses, type Addresses } from './public-addresses.js';
import { warnOfSurge, type ClusterSize } from './upgrade-surge.js';

/** A cluster as its way out sees it. */
interface ClusterNetwork {
  readonly cluster: Resource;
  readonly network: Resource | null;
  /** Null where the number of nodes is not known. */
  readonly size: ClusterSize | null;
}

type ExitReader = (network: ClusterNetwork, context: AzureContext) => Exit | null;

/**
 * The way out that AKS makes, by `outbound_type`; null where the subnet has it.
 *
 * @see https://learn.microsoft.com/azure/aks/egress-outboundtype
 */
const BY_OUTBOUND_TYPE: Readonly<Record<string, ExitReader>> = {
  loadBalancer,
  managedNATGateway,
  userAssignedNATGateway: () => null,
  userDefinedRouting: () => ({ kind: 'elsewhere' }),
  none: () => ({ kind: 'elsewhere' }),
};

/** What a cluster has where it says nothing of its way out. */
const DEFAULT_OUTBOUND_TYPE = 'loadBalancer';

/**
 * Minutes after which the load balancer that AKS makes drops an idle connection, where nothing else is set.
 *
 * @see https://learn.microsoft.com/azure/aks/configure-load-balancer-standard
 */
const AKS_IDLE_MINUTES = 30;
const SECONDS_PER_MINUTE = 60;

export function platformExit(
  cluster: Resource,
  size: ClusterSize | null,
  context: AzureContext,
): Exit | null {
  const network = blocksAsResources(cluster, 'network_profile')[0] ?? null;
  const type = textIn(network?.values ?? {}, 'outbound_type') ?? DEFAULT_OUTBOUND_TYPE;
  const exitOf = Object.hasOwn(BY_OUTBOUND_TYPE, type) ? BY_OUTBOUND_TYPE[type] : undefined;
  return (exitOf ?? loadBalancer)({ cluster, network, size }, context);
}

function loadBalancer({ cluster, network, size }: ClusterNetwork, context: AzureContext): Exit {
  const { inventory, draft } = context;
  const { address } = cluster;
  const profile = profileOf(network, 'load_balancer_profile');
  const values = profile?.values ?? {};
  const listed =
    profile === null
      ? null
      : listedAddresses(profile, 'outbound_ip_address_ids', 'outbound_ip_prefix_ids', inventory);
  const { publicIps, origin } = managedAddresses(values, listed, address);
  const { allocation, origins } = allocationOf(numberIn(values, 'outbound_ports_allocated') ?? 0, address);
  if (size !== null) warnOfSurge(address, size, { publicIps, portsPerVm: allocation.portsPerVm }, context);
  const idle = idleTimeout(values, address);
  const nodeId = draft.idOf(`${address}.outbound`);
  const unset = `AKS gives its outbound rule ${String(AKS_IDLE_MINUTES)} minutes where idle_timeout_in_minutes is not in the document`;
  draft.addNode(
    {
      id: nodeId,
      kind: 'nat-gateway',
      profile: 'azure/load-balancer-outbound',
      publicIps,
      allocation,
      idleTimeoutSeconds: idle.fields.idleTimeoutSeconds ?? AKS_IDLE_MINUTES * SECONDS_PER_MINUTE,
    },
    {
      profile: imported(address),
      publicIps: origin,
      ...origins,
      idleTimeoutSeconds: idle.origins['idleTimeoutSeconds'] ?? assumed(unset),
    },
    listed?.resources ?? [],
  );
  return { kind: 'translated', nodeId, origin: imported(address), telling: [] };
}

function managedNATGateway({ cluster, network }: ClusterNetwork, { draft }: AzureContext): Exit {
  const { address } = cluster;
  const values = profileOf(network, 'nat_gateway_profile')?.values ?? {};
  const { publicIps, origin } = managedAddresses(values, null, address);
  const idle = idleTimeout(values, address);
  const nodeId = draft.idOf(`${address}.outbound`);
  draft.addNode(
    { id: nodeId, kind: 'nat-gateway', profile: 'azure/nat-gateway', publicIps, ...idle.fields },
    { profile: imported(address), publicIps: origin, ...idle.origins },
  );
  return { kind: 'translated', nodeId, origin: imported(address), telling: [] };
}

function profileOf(network: Resource | null, name: string): Resource | null {
  return network === null ? null : (blocksAsResources(network, name)[0] ?? null);
}

/** Addresses that are given, else as many as AKS is told to make, else the one that it makes by itself. */
function managedAddresses(
  values: Resource['values'],
  listed: Addresses | null,
  address: string,
): { readonly publicIps: number; readonly origin: Origins[string] } {
  if (listed !== null && listed.count > 0) return countedAddresses(listed, address);
  const managed = numberIn(values, 'managed_outbound_ip_count');
  return managed === undefined || managed < 1
    ? {
        publicIps: 1,
        origin: assumed(
          `${address} does not say how many outbound addresses AKS makes: it makes one by itself`,
        ),
      }
    : { publicIps: managed, origin: imported(address) };
}
