import type { TranslatorFacts } from '../catalog/profile.js';
import type { Allocation } from '../topology/translator.js';

/** What a translator that hands its ports out per machine has to divide. */
export interface AllocationInput {
  readonly allocation: Allocation;
  readonly facts: TranslatorFacts;
  readonly publicIps: number;
  /** Machines behind it. */
  readonly instances: number;
  /** Whether those machines run containers with addresses of their own, as the nodes of a Kubernetes cluster do. */
  readonly containerHosts?: boolean;
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
  /** How those ports come about, for whoever follows a derivation by hand. */
  readonly derivation: (input: AllocationInput) => string;
  /** Machines that get ports at all; Infinity where machines do not compete for them. */
  readonly machinesServed: (input: AllocationInput) => number;
  /** What to configure so that each machine has at least `neededPortsPerVm`. */
  readonly provide: (input: AllocationInput & { readonly neededPortsPerVm: number }) => Provision;
}
