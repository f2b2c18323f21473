import { roundBlock, type AllocationInput, type AllocationRule } from './allocation-rule.js';

/**
 * Ports per instance set by hand: Azure Load Balancer's outbound rules. At most `addresses × ports / instances`, in
 * multiples of eight; the provider refuses more. Where the number is left open, the most that fits.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/outbound-rules
 */
export const manual: AllocationRule = {
  portsPerVm: (input) => input.allocation.portsPerVm ?? mostPorts(input),
  machinesServed: (input) => {
    const block = input.allocation.portsPerVm ?? mostPorts(input);
    return block === 0 ? 0 : Math.floor((input.publicIps * allocatable(input)) / block);
  },
  provide: (input) => {
    const portsPerVm = roundBlock(
      Math.max(input.allocation.portsPerVm ?? 0, input.neededPortsPerVm),
      input.facts,
    );
    return {
      publicIps: Math.max(1, Math.ceil((input.instances * portsPerVm) / allocatable(input))),
      portsPerVm,
    };
  },
};

function allocatable({ facts }: AllocationInput): number {
  return facts.allocatablePortsPerIp?.value ?? 0;
}

function mostPorts(input: AllocationInput): number {
  return Math.floor((input.publicIps * allocatable(input)) / Math.max(1, input.instances) / 8) * 8;
}
