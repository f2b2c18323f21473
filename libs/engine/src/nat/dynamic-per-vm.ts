import { nextPowerOfTwo, type AllocationInput, type AllocationRule } from './allocation-rule.js';

/**
 * Blocks that double as a VM nears exhaustion, between a minimum and a maximum: Cloud NAT's dynamic allocation. When all VMs
 * are busy at once each can have no more than its part of all ports, and blocks are powers of two.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port
 */
export const dynamicPerVm: AllocationRule = {
  portsPerVm: (input) => {
    const { least, most } = bounds(input);
    const part = Math.floor((input.publicIps * allocatable(input)) / Math.max(1, input.instances));
    return Math.min(most, Math.max(least, part < 1 ? 0 : Math.pow(2, Math.floor(Math.log2(part)))));
  },
  machinesServed: (input) => Math.floor((input.publicIps * allocatable(input)) / bounds(input).least),
  provide: (input) => {
    const { least, most } = bounds(input);
    const portsPerVm = Math.max(least, nextPowerOfTwo(input.neededPortsPerVm));
    if (portsPerVm > most) return { publicIps: null, portsPerVm };
    return {
      publicIps: Math.max(1, Math.ceil((input.instances * portsPerVm) / allocatable(input))),
      portsPerVm,
    };
  },
};

function allocatable({ facts }: AllocationInput): number {
  return facts.allocatablePortsPerIp?.value ?? 0;
}

function bounds({ allocation, facts }: AllocationInput): { readonly least: number; readonly most: number } {
  return {
    least: Math.max(1, allocation.minPortsPerVm ?? 1),
    most: allocation.maxPortsPerVm ?? facts.allocatablePortsPerIp?.value ?? 0,
  };
}
