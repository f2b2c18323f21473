import type { AllocationInput, AllocationRule } from './allocation-rule.js';

/**
 * A table that gives each instance its ports by the number of instances, for each frontend address, up to a number that
 * no address adds to: Azure Load Balancer's default allocation.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections#preallocatedports
 */
export const byPoolSize: AllocationRule = {
  portsPerVm: (input) => Math.min(mostPorts(input), portsOfRow(input) * input.publicIps),
  derivation: (input) => {
    const { instances, publicIps } = input;
    const most = Number.isFinite(mostPorts(input)) ? `, at most ${String(mostPorts(input))}` : '';
    return `${String(portsOfRow(input))} for each in a pool of ${String(instances)} machines × addresses ${String(publicIps)}${most}`;
  },
  machinesServed: ({ facts }) =>
    (facts.poolSizeTable?.value ?? []).reduce((most, { instancesUpTo }) => Math.max(most, instancesUpTo), 0),
  provide: (input) => {
    const perIp = portsOfRow(input);
    const most = mostPorts(input);
    if (perIp === 0 || input.neededPortsPerVm > most)
      return { publicIps: null, portsPerVm: input.neededPortsPerVm };
    const publicIps = Math.max(1, Math.ceil(input.neededPortsPerVm / perIp));
    return { publicIps, portsPerVm: Math.min(most, publicIps * perIp) };
  },
};

function mostPorts({ facts }: AllocationInput): number {
  return facts.mostPortsByPoolSize?.value ?? Infinity;
}

function portsOfRow({ facts, instances }: AllocationInput): number {
  const row = (facts.poolSizeTable?.value ?? []).find(({ instancesUpTo }) => instances <= instancesUpTo);
  return row?.portsPerInstance ?? 0;
}
