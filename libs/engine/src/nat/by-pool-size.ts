import type { AllocationInput, AllocationRule } from './allocation-rule.js';

/**
 * A table that gives each instance its ports by the number of instances, for each frontend address: Azure Load Balancer's
 * default allocation.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections#preallocatedports
 */
export const byPoolSize: AllocationRule = {
  portsPerVm: (input) => portsOfRow(input) * input.publicIps,
  machinesServed: ({ facts }) =>
    (facts.poolSizeTable?.value ?? []).reduce((most, { instancesUpTo }) => Math.max(most, instancesUpTo), 0),
  provide: (input) => {
    const perIp = portsOfRow(input);
    if (perIp === 0) return { publicIps: null, portsPerVm: input.neededPortsPerVm };
    const publicIps = Math.max(1, Math.ceil(input.neededPortsPerVm / perIp));
    return { publicIps, portsPerVm: publicIps * perIp };
  },
};

function portsOfRow({ facts, instances }: AllocationInput): number {
  const row = (facts.poolSizeTable?.value ?? []).find(({ instancesUpTo }) => instances <= instancesUpTo);
  return row?.portsPerInstance ?? 0;
}
