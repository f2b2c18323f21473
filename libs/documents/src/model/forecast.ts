import type * as Shape from '@portplan/engine';
import { API_VERSION } from '@portplan/engine';
import { Described } from '../fields/described.js';
import { ListOf, RecordOfText } from '../fields/object-fields.js';
import { unique } from '../fields/rules.js';
import { A_NAME, Amount, Instant, OneOf, Text } from '../fields/scalar-fields.js';
import { Demand } from './demand.js';
import { seriesOfSteps } from './demand-rules.js';

@Described<Shape.Forecast>({
  name: 'Forecast',
  noun: 'a Forecast',
  description: 'What traffic is expected, from when, in steps of what length.',
  rules: [unique('demand', 'source', 'duplicate-source'), seriesOfSteps],
})
export class Forecast {
  @OneOf([API_VERSION], { required: true, description: 'Version of the document format.' })
  readonly apiVersion!: typeof API_VERSION;

  @OneOf(['Forecast'], { required: true, description: 'Kind of document.' })
  readonly kind!: 'Forecast';

  @Text({ required: true, ...A_NAME, description: 'What people call it.' })
  readonly name!: string;

  @Text({ minLength: 0, maxLength: 2000, description: 'What a reader should know about it.' })
  readonly description?: string;

  @RecordOfText({ keys: 'names', description: 'Free labels, such as team or environment.' })
  readonly labels?: Readonly<Record<string, string>>;

  @Instant({ required: true, description: 'When the first step begins.' })
  readonly start!: string;

  @Amount({ required: true, unit: 'seconds', min: 1, max: 2_678_400, description: 'Length of a step.' })
  readonly stepSeconds!: number;

  @Amount({
    required: true,
    unit: 'steps',
    min: 1,
    max: 525_600,
    integer: true,
    description: 'How many steps the forecast has.',
  })
  readonly steps!: number;

  @ListOf(Demand, {
    required: true,
    items: 'demands',
    minItems: 1,
    maxItems: 1000,
    description: 'What each clients node asks for.',
  })
  readonly demand!: readonly Demand[];
}
