import { ALLOCATION_RULES, findProfile, type Allocation, type NatGatewayNode } from '@portplan/engine';
import { assumed, imported, type Origin, type Origins } from '../draft/topology-draft.js';

/** What a Cloud NAT gateway is set to, whichever source tells; undefined where it does not. */
export interface CloudNatSettings {
  /** Who tells: an address of Terraform, or a path of the API. */
  readonly address: string;
  /** To the internet, or to other networks of one's own. */
  readonly reach: 'public' | 'private';
  readonly dynamic: boolean | undefined;
  readonly minPortsPerVm: number | undefined;
  readonly maxPortsPerVm: number | undefined;
  readonly timeWaitSeconds: number | undefined;
  readonly establishedIdleSeconds: number | undefined;
  readonly endpointIndependent: boolean | undefined;
}

/** How many addresses a gateway has, and how that is known. */
export interface CloudNatAddresses {
  readonly count: number;
  readonly origin: Origin;
}

/** Machines that leave through a gateway. */
export interface MachinesBehind {
  /** As many as there may be at most. */
  readonly most: number;
  /** Whether any has a range of addresses for containers. */
  readonly containerHosts: boolean;
}

const PROFILE = 'gcp/cloud-nat';
const FACTS = findProfile(PROFILE)?.translator ?? {};

/** Addresses that a gateway can have at most. */
export const MOST_ADDRESSES = FACTS.maxPublicIps?.value ?? Infinity;

/**
 * A Cloud NAT gateway as a node. Settings that are not given are Google's defaults, written out with their provenance:
 * 64 ports a VM with static allocation, 32 to 65,536 with dynamic allocation.
 *
 * @see https://github.com/GoogleCloudPlatform/magic-modules/blob/main/mmv1/products/compute/RouterNat.yaml
 */
export function cloudNatNode(
  id: string,
  settings: CloudNatSettings,
  addresses: CloudNatAddresses,
): { readonly node: NatGatewayNode; readonly origins: Origins } {
  const { address, reach, timeWaitSeconds, establishedIdleSeconds, endpointIndependent } = settings;
  const { allocation, origins } = allocationOf(settings);
  const given: Readonly<Record<string, unknown>> = { timeWaitSeconds, establishedIdleSeconds };
  return {
    node: {
      id,
      kind: 'nat-gateway',
      profile: PROFILE,
      publicIps: addresses.count,
      allocation,
      ...(timeWaitSeconds === undefined ? {} : { quarantineSeconds: timeWaitSeconds }),
      ...(establishedIdleSeconds === undefined ? {} : { idleTimeoutSeconds: establishedIdleSeconds }),
      ...(endpointIndependent === true ? { tupleScope: 'translator' } : {}),
      ...(reach === 'private' ? { description: 'private: publicIps counts private addresses' } : {}),
    },
    origins: {
      profile: imported(address),
      publicIps: addresses.origin,
      ...origins,
      ...(given['timeWaitSeconds'] === undefined ? {} : { quarantineSeconds: imported(address) }),
      ...(given['establishedIdleSeconds'] === undefined ? {} : { idleTimeoutSeconds: imported(address) }),
      ...(endpointIndependent === true
        ? { tupleScope: imported(address, 'endpoint-independent mapping') }
        : {}),
    },
  };
}

/**
 * New private gateways allocate dynamically where nothing else is said, public ones statically; endpoint-independent
 * mapping excludes dynamic allocation.
 */
function allocationOf(settings: CloudNatSettings): {
  readonly allocation: Allocation;
  readonly origins: Origins;
} {
  const { address, reach, dynamic, minPortsPerVm, maxPortsPerVm, endpointIndependent } = settings;
  const isDynamic = dynamic ?? (reach === 'private' && endpointIndependent !== true);
  const kind: Origin =
    dynamic === undefined
      ? assumed(
          `${address} does not say whether it allocates ports dynamically; ${isDynamic ? 'private gateways do' : 'public gateways do not'} by default`,
        )
      : imported(address);
  if (!isDynamic) {
    const portsPerVm = minPortsPerVm ?? FACTS.allocation?.value.portsPerVm ?? 0;
    return {
      allocation: { kind: 'static-per-vm', portsPerVm },
      origins: {
        'allocation.kind': kind,
        'allocation.portsPerVm': givenOr(minPortsPerVm, address, 'the default of static allocation'),
      },
    };
  }
  const least = FACTS.limits?.['allocation.minPortsPerVm']?.value.min ?? 0;
  const most = FACTS.limits?.['allocation.maxPortsPerVm']?.value.max ?? 0;
  const reason = 'the default of dynamic allocation';
  return {
    allocation: {
      kind: 'dynamic-per-vm',
      minPortsPerVm: minPortsPerVm ?? least,
      maxPortsPerVm: Math.max(maxPortsPerVm ?? most, minPortsPerVm ?? least),
    },
    origins: {
      'allocation.kind': kind,
      'allocation.minPortsPerVm': givenOr(minPortsPerVm, address, reason),
      'allocation.maxPortsPerVm': givenOr(maxPortsPerVm, address, reason),
    },
  };
}

function givenOr(value: number | undefined, address: string, otherwise: string): Origin {
  return value === undefined ? assumed(`${address} does not say: ${otherwise}`) : imported(address);
}

/**
 * The addresses of a gateway to which Google allocates them: as many as the machines behind it need for the ports that
 * each is given from the start. Google adds and removes addresses as machines come and go.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#addresses
 */
export function automaticAddresses(settings: CloudNatSettings, behind: MachinesBehind): CloudNatAddresses {
  const { most } = behind;
  const who =
    most === 0 ? 'no machine behind it is known' : `${String(most)} machines behind it need that many`;
  return {
    count: addressesNeeded(allocationOf(settings).allocation, behind),
    origin: assumed(
      `Google allocates the addresses of ${settings.address}: ${who} for the ports that each is given from the start`,
    ),
  };
}

/** Addresses that hold the ports which each machine is given from the start, by the engine's own rules; 300 at most. */
export function addressesNeeded(allocation: Allocation, { most, containerHosts }: MachinesBehind): number {
  if (allocation.kind === 'on-demand') return 1;
  const { publicIps } = ALLOCATION_RULES[allocation.kind].provide({
    allocation,
    facts: FACTS,
    publicIps: 1,
    instances: most,
    containerHosts,
    neededPortsPerVm: 0,
  });
  return Math.min(MOST_ADDRESSES, publicIps ?? MOST_ADDRESSES);
}
