import type { TranslatorFacts } from '../catalog/profile.js';
import type { Allocation } from '../topology/translator.js';

/** What a translator that hands its ports out per machine has to divide. */
export interface AllocationInput {
  readonly allocation: Allocation;
  readonly facts: TranslatorFacts;
  readonly publicIps: number;
  /** Machines behind it. */
  readonly instances: number;
}

/** Addresses and ports that a need calls for; null addresses where no number of them helps. */
export interface Provision {
  readonly publicIps: number | null;
  readonly portsPerVm: number;
}

/** How one provider divides its ports among machines. */
export interface AllocationRule {
  /** Ports of one machine, toward one endpoint. */
  readonly portsPerVm: (input: AllocationInput) => number;
  /** Machines that get ports at all. */
  readonly machinesServed: (input: AllocationInput) => number;
  /** What to configure so that each machine has at least `neededPortsPerVm`. */
  readonly provide: (input: AllocationInput & { readonly neededPortsPerVm: number }) => Provision;
}

/** The smallest power of two of at least a number of ports. */
export function nextPowerOfTwo(ports: number): number {
  return ports <= 1 ? 1 : Math.pow(2, Math.ceil(Math.log2(ports)));
}

/** Rounds a block of ports up as the provider does. */
export function roundBlock(ports: number, facts: TranslatorFacts): number {
  const rounding = facts.blockRounding?.value ?? 'none';
  if (rounding === 'power-of-two') return nextPowerOfTwo(ports);
  return rounding === 'multiple-of-8' ? Math.ceil(ports / 8) * 8 : Math.ceil(ports);
}
