import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { notBelow } from '../fields/rules.js';
import { Amount, OneOf } from '../fields/scalar-fields.js';

@Described<Shape.Allocation>({
  name: 'Allocation',
  noun: 'an allocation',
  description: 'How a translator hands its ports to the machines behind it.',
  rules: [notBelow('maxPortsPerVm', 'minPortsPerVm')],
})
export class Allocation {
  @OneOf(['on-demand', 'static-per-vm', 'dynamic-per-vm', 'by-pool-size', 'manual'], {
    required: true,
    description: 'The rule.',
  })
  readonly kind!: Shape.AllocationKind;

  @Amount({
    unit: 'ports',
    min: 1,
    integer: true,
    description: 'Ports of each VM, for `static-per-vm` and `manual`.',
  })
  readonly portsPerVm?: number;

  @Amount({
    unit: 'ports',
    min: 1,
    integer: true,
    description: 'Smallest block of a VM, for `dynamic-per-vm`.',
  })
  readonly minPortsPerVm?: number;

  @Amount({
    unit: 'ports',
    min: 1,
    integer: true,
    description: 'Largest block of a VM, for `dynamic-per-vm`.',
  })
  readonly maxPortsPerVm?: number;
}

@Described<Shape.PortSearch>({
  name: 'PortSearch',
  noun: 'a port search',
  description: 'How a translator looks for a free port: all of them, or a bounded number of candidates.',
})
export class PortSearch {
  @OneOf(['exhaustive', 'probe'], {
    required: true,
    description: 'Whether every port is tried, or a few candidates.',
  })
  readonly kind!: 'exhaustive' | 'probe';

  @Amount({
    unit: 'candidates',
    min: 1,
    integer: true,
    description: 'Candidates that a `probe` tries before it gives up.',
  })
  readonly attempts?: number;
}
