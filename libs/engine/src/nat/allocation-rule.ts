import type { TranslatorFacts } from '../catalog/profile.js';
import type { Allocation } from '../topology/translator.js';

/** Machines that are as busy as each other. */
export interface MachineGroup {
  readonly machines: number;
  /** Ports that each of them asks for. */
  readonly needed: number;
}

/** What a translator that hands its ports out per machine has to divide. */
export interface AllocationInput {
  readonly allocation: Allocation;
  readonly facts: TranslatorFacts;
  readonly publicIps: number;
  /** Machines behind it. */
  readonly instances: number;
  /** Whether those machines run containers with addresses of their own, as the nodes of a Kubernetes cluster do. */
  readonly containerHosts?: boolean;
  /** Those machines by how busy they are, in an order that is the same for all; absent where all are alike. */
  readonly groups?: readonly MachineGroup[];
  /** Which of those is asked about. */
  readonly group?: number;
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
