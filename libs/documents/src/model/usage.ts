import { API_VERSION } from '@portplan/engine';
import { Described } from '../fields/described.js';
import { Nested, RecordOf } from '../fields/object-fields.js';
import { A_NAME, Amount, Instant, OneOf, Text } from '../fields/scalar-fields.js';
import { ResourceUsage } from './resource-usage.js';
import { LONGEST_ADDRESS } from './usage-rules.js';
import type * as UsageShape from './usage-shape.js';

@Described<UsageShape.ForecastUsage>({
  name: 'ForecastUsage',
  noun: 'the time of a forecast',
  description: 'From when, and for how long, the forecast is made.',
})
export class ForecastUsage {
  @Instant({ description: 'When the first step begins.' })
  readonly start?: string;

  @Amount({ unit: 'seconds', min: 1, max: 2_678_400, description: 'Length of a step.' })
  readonly stepSeconds?: number;

  @Amount({ unit: 'steps', min: 1, max: 525_600, integer: true, description: 'How many steps it has.' })
  readonly steps?: number;
}

@Described<UsageShape.Usage>({
  name: 'Usage',
  noun: 'a Usage',
  description:
    'What an import cannot know, by the addresses of its source. It outlives changed plans: the same file is given to each import.',
})
export class Usage {
  @OneOf([API_VERSION], { required: true, description: 'Version of the document format.' })
  readonly apiVersion!: typeof API_VERSION;

  @OneOf(['Usage'], { required: true, description: 'Kind of document.' })
  readonly kind!: 'Usage';

  @Text({ ...A_NAME, description: 'What people call it.' })
  readonly name?: string;

  @Text({ minLength: 0, maxLength: 2000, description: 'What a reader should know about it.' })
  readonly description?: string;

  @Nested(ForecastUsage, { description: 'From when, and for how long, the forecast is made.' })
  readonly forecast?: ForecastUsage;

  @RecordOf(ResourceUsage, {
    keys: 'types',
    description:
      'What holds for every resource of a type (`aws_nat_gateway`) or a kind of node (`nat-gateway`), where nothing more specific is said.',
  })
  readonly defaults?: Readonly<Record<string, ResourceUsage>>;

  @RecordOf(ResourceUsage, {
    keys: 'addresses',
    longestKey: LONGEST_ADDRESS,
    description:
      'By address. `aws_instance.web`, without a key, and `aws_instance.web[*]` hold for all instances; the most specific address wins, field by field.',
  })
  readonly resources?: Readonly<Record<string, ResourceUsage>>;
}
