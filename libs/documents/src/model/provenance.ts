import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { OneOf, Text } from '../fields/scalar-fields.js';

@Described<Shape.Provenance>({
  name: 'Provenance',
  noun: 'a provenance',
  description: 'Where a value comes from.',
})
export class Provenance {
  @OneOf(['given', 'profile', 'imported', 'assumed', 'calibrated'], {
    required: true,
    description: 'How the value came about.',
  })
  readonly kind!: Shape.ProvenanceKind;

  @Text({
    maxLength: 500,
    description: 'Where it was read: a Terraform address, a file and line, the id of a profile.',
  })
  readonly from?: string;

  @Text({ maxLength: 1000, description: 'Why this value was chosen, for assumed and calibrated ones.' })
  readonly reason?: string;
}
