import { boundsOf } from '../catalog/bounds.js';
import type { AllocationInput, AllocationRule } from './allocation-rule.js';
import {
  largestBlock,
  largestBlockDerivation,
  machinesServedBy,
  publicIpsFor,
  roundBlockUp,
} from './port-blocks.js';

/**
 * Blocks that double as a VM nears exhaustion, between a minimum and a maximum: Cloud NAT's dynamic allocation. When all VMs
 * are busy at once each can have no more than its part of all ports, and blocks are powers of two.
 *
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port
 */
export const dynamicPerVm: AllocationRule = {
  portsPerVm: (input) => {
    const { least, most } = bounds(input);
    const part = largestBlock(input.publicIps, input.instances, input.facts);
    return Math.min(most, Math.max(least, part));
  },
  derivation: (input) => {
    const { least, most } = bounds(input);
    return `${largestBlockDerivation(input)}; from ${String(least)} to ${String(most)}`;
  },
  machinesServed: (input) => machinesServedBy(input.publicIps, bounds(input).least, input.facts),
  provide: (input) => {
    const { least, most } = bounds(input);
    const portsPerVm = Math.max(least, roundBlockUp(input.neededPortsPerVm, input.facts));
    return {
      publicIps: portsPerVm > most ? null : publicIpsFor(input.instances, portsPerVm, input.facts),
      portsPerVm,
    };
  },
};

function bounds({ allocation, facts }: AllocationInput): { readonly least: number; readonly most: number } {
  const { min: least = 1 } = boundsOf(facts.limits, 'allocation.minPortsPerVm');
  const { max: most = Infinity } = boundsOf(facts.limits, 'allocation.maxPortsPerVm');
  return { least: allocation.minPortsPerVm ?? least, most: allocation.maxPortsPerVm ?? most };
}
