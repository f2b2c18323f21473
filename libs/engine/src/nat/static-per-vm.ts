import { roundBlock, type AllocationRule } from './allocation-rule.js';

/**
 * The same block for every VM: Cloud NAT's static allocation, App Service's preallocated ports. Addresses are counted with
 * the block rounded up as the API says it is, while the VM is not trusted with more than was asked for: sources disagree
 * on the rounding, and either way this is safe. Blocks may span addresses, so they are counted in the pool.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#port-reservation-examples
 */
export const staticPerVm: AllocationRule = {
  portsPerVm: ({ allocation }) => allocation.portsPerVm ?? 0,
  machinesServed: ({ allocation, facts, publicIps }) => {
    const perIp = facts.allocatablePortsPerIp?.value;
    const block = roundBlock(allocation.portsPerVm ?? 0, facts);
    return perIp === undefined || block === 0 ? Infinity : Math.floor((publicIps * perIp) / block);
  },
  provide: ({ allocation, facts, instances, neededPortsPerVm }) => {
    const configured = allocation.portsPerVm ?? 0;
    const perIp = facts.allocatablePortsPerIp?.value;
    if (perIp === undefined)
      return { publicIps: neededPortsPerVm <= configured ? 1 : null, portsPerVm: neededPortsPerVm };
    const portsPerVm = roundBlock(Math.max(configured, neededPortsPerVm), facts);
    return { publicIps: Math.max(1, Math.ceil((instances * portsPerVm) / perIp)), portsPerVm };
  },
};
