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
 * Ports per machine set by hand: Azure Load Balancer's outbound rules, `addresses × ports / machines` at most and in
 * multiples of eight; the provider refuses more. Where the number is left open, the most that fits: on a carrier's gateway
 * that is deterministic NAT.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/outbound-rules
 * @see RFC 7422
 */
export const manual: AllocationRule = {
  portsPerVm: (input) => blockOf(input),
  derivation: (input) =>
    input.allocation.portsPerVm === undefined
      ? largestBlockDerivation(input)
      : `${String(input.allocation.portsPerVm)} as configured`,
  machinesServed: (input) => machinesServedBy(input.publicIps, blockOf(input), input.facts),
  provide: ({ allocation, facts, instances, neededPortsPerVm }) => {
    const { max: most = Infinity } = boundsOf(facts.limits, 'allocation.portsPerVm');
    const portsPerVm = roundBlockUp(Math.max(allocation.portsPerVm ?? 0, neededPortsPerVm), facts);
    return { publicIps: portsPerVm > most ? null : publicIpsFor(instances, portsPerVm, facts), portsPerVm };
  },
};

function blockOf({ allocation, facts, publicIps, instances }: AllocationInput): number {
  return allocation.portsPerVm ?? largestBlock(publicIps, instances, facts);
}
