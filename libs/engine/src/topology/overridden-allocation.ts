import type { Allocation } from './translator.js';

/**
 * An allocation as it is given over one of a profile: what is left out is the profile's. Ports set by hand are left open on
 * purpose, to be divided among the machines: those of another rule are not theirs.
 */
export function overriddenAllocation(own: Allocation, given: Allocation | undefined): Allocation {
  if (given === undefined) return own;
  const { portsPerVm: _ofAnotherRule, ...bounds } = own;
  return given.kind === 'manual' && own.kind !== 'manual' ? { ...bounds, ...given } : { ...own, ...given };
}
