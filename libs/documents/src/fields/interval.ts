import type * as Shape from '@portplan/engine';
import { Described } from './described.js';
import { Amount } from './scalar-fields.js';

@Described<Shape.Interval>({
  name: 'Interval',
  noun: 'an interval',
  description:
    'A number that is not known for certain, in the unit of the field that holds it. low ≤ mid ≤ high; `confidence` is the probability that the true value lies between low and high.',
})
export class Interval {
  @Amount({ required: true, description: 'Lower bound.' })
  readonly low!: number;

  @Amount({ description: 'Median; the middle of low and high where absent.' })
  readonly mid?: number;

  @Amount({ required: true, description: 'Upper bound.' })
  readonly high!: number;

  @Amount({
    above: 0,
    below: 1,
    default: 0.9,
    description: 'Probability that the true value lies between low and high.',
  })
  readonly confidence?: number;
}
