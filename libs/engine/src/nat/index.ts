import type { AllocationKind } from '../topology/translator.js';
import type { AllocationRule } from './allocation-rule.js';
import { byPoolSize } from './by-pool-size.js';
import { dynamicPerVm } from './dynamic-per-vm.js';
import { manual } from './manual.js';
import { staticPerVm } from './static-per-vm.js';

// What a rule is asked, and what it answers.
export type { AllocationInput, AllocationRule, MachineGroup, Provision } from './allocation-rule.js';

/** How ports are divided among machines, by the kind of allocation; on demand there is nothing to divide. */
export const ALLOCATION_RULES: Readonly<Record<Exclude<AllocationKind, 'on-demand'>, AllocationRule>> = {
  'static-per-vm': staticPerVm,
  'dynamic-per-vm': dynamicPerVm,
  'by-pool-size': byPoolSize,
  manual,
};
