import { boundsOf } from '../catalog/bounds.js';
import type { AllocationInput, AllocationRule } from './allocation-rule.js';
import { allocatablePortsPerIp, machinesServedBy, publicIpsFor, roundBlockUp } from './port-blocks.js';

/**
 * The same block for every machine: Cloud NAT's static allocation, App Service's preallocated ports, a carrier's block for
 * each subscriber. Addresses are counted with the block rounded up as the API says it is, while the machine is not trusted
 * with more than was asked for: sources disagree on the rounding, and either way this is safe. Machines with a range of
 * addresses for containers (every GKE node) get at least the block that the provider reserves for those.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#port-reservation-examples
 */
export const staticPerVm: AllocationRule = {
  portsPerVm: (input) => configured(input),
  derivation: ({ allocation, facts, containerHosts = false }) => {
    const own = `${String(allocation.portsPerVm ?? 0)} as configured`;
    const reserved = facts.containerHostPortsPerVm?.value;
    return containerHosts && reserved !== undefined
      ? `${own}, at least ${String(reserved)} where a machine has a range of addresses for containers`
      : own;
  },
  machinesServed: (input) =>
    machinesServedBy(input.publicIps, blockOf(configured(input), input), input.facts),
  provide: (input) => {
    const { facts, instances, neededPortsPerVm } = input;
    const own = configured(input);
    if (allocatablePortsPerIp(facts) === undefined) {
      return { publicIps: neededPortsPerVm <= own ? 1 : null, portsPerVm: neededPortsPerVm };
    }
    const { max: most = Infinity } = boundsOf(facts.limits, 'allocation.portsPerVm');
    const portsPerVm = blockOf(Math.max(own, neededPortsPerVm), input);
    return { publicIps: portsPerVm > most ? null : publicIpsFor(instances, portsPerVm, facts), portsPerVm };
  },
};

function configured({ allocation, facts, containerHosts = false }: AllocationInput): number {
  const reserved = containerHosts ? (facts.containerHostPortsPerVm?.value ?? 0) : 0;
  return Math.max(allocation.portsPerVm ?? 0, reserved);
}

/** What the provider counts for a machine; nothing for one that has no ports. */
function blockOf(ports: number, { facts }: AllocationInput): number {
  return ports === 0 ? 0 : roundBlockUp(ports, facts);
}
