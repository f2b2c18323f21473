import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { Json, ListOf, ListOfNumbers, Nested } from '../fields/object-fields.js';
import { notFalling } from '../fields/rules.js';
import { Amount, Identifier, Instant, Text } from '../fields/scalar-fields.js';
import { oneBase, oneRecording, oneUncertainty } from './demand-rules.js';

@Described<Shape.ForecastEvent>({
  name: 'ForecastEvent',
  noun: 'an event',
  description: 'A surge with a name: an on-sale, a broadcast, a batch.',
})
export class ForecastEvent {
  @Text({ required: true, description: 'What people call it.' })
  readonly name!: string;

  @Instant({ required: true, description: 'When the rise begins.' })
  readonly start!: string;

  @Amount({
    required: true,
    unit: 'seconds',
    above: 0,
    description: 'From the beginning of the rise to the beginning of the fall.',
  })
  readonly durationSeconds!: number;

  @Amount({
    required: true,
    min: 0,
    max: 1_000_000,
    description: 'What the demand is multiplied by at the top.',
  })
  readonly multiplier!: number;

  @Amount({
    unit: 'seconds',
    min: 0,
    default: 0,
    description: 'Length of the linear rise, and of the fall; 0 is a step.',
  })
  readonly rampSeconds?: number;
}

@Described<Shape.DemandQuantiles>({
  name: 'DemandQuantiles',
  noun: 'a set of quantiles',
  description: 'Levels of the base demand; p50 is its median.',
  rules: [notFalling(['p50', 'p90', 'p95', 'p99'])],
})
export class DemandQuantiles {
  @Amount({ required: true, unit: 'requests per second', min: 0, description: 'The median.' })
  readonly p50!: number;

  @Amount({ unit: 'requests per second', min: 0, description: 'Not exceeded in 90 % of cases.' })
  readonly p90?: number;

  @Amount({ unit: 'requests per second', min: 0, description: 'Not exceeded in 95 % of cases.' })
  readonly p95?: number;

  @Amount({ unit: 'requests per second', min: 0, description: 'Not exceeded in 99 % of cases.' })
  readonly p99?: number;
}

@Described<Shape.DemandHistory>({
  name: 'DemandHistory',
  noun: 'a history',
  description: 'Recorded demand that a forecast is fitted to: `csv` or `prometheus`.',
  rules: [oneRecording],
})
export class DemandHistory {
  @Text({
    maxLength: 5_000_000,
    description: 'Lines of `time,value`: ISO 8601 or epoch seconds, requests per second.',
  })
  readonly csv?: string;

  @Json({ description: 'The answer of a Prometheus range query.' })
  readonly prometheus?: Readonly<Record<string, unknown>>;
}

@Described<Shape.Demand>({
  name: 'Demand',
  noun: 'a demand',
  description:
    'The demand that one clients node makes. Its base is one of `requestsPerSecond`, `series`, `history` and `quantiles`; quantiles may stand beside a `requestsPerSecond` that equals their p50.',
  rules: [oneBase, oneUncertainty],
})
export class Demand {
  @Identifier({ required: true, description: 'Id of a clients node of the topology.' })
  readonly source!: string;

  @Amount({
    unit: 'requests per second',
    min: 0,
    description: 'The median at `start`, before growth and profiles.',
  })
  readonly requestsPerSecond?: number;

  @ListOfNumbers({
    items: 'rates, one a step',
    unit: 'requests per second',
    min: 0,
    minItems: 1,
    maxItems: 525_600,
    description: 'The median of each step; as many values as the forecast has steps.',
  })
  readonly series?: readonly number[];

  @Nested(DemandHistory, { description: 'Recorded demand that a forecast is fitted to.' })
  readonly history?: DemandHistory;

  @Amount({ above: -1, max: 10, default: 0, description: 'Compound growth: 0.06 for six percent a month.' })
  readonly growthPerMonth?: number;

  @ListOfNumbers({
    items: 'multipliers, one an hour of the day',
    min: 0,
    minItems: 24,
    maxItems: 24,
    description: 'A multiplier for each hour of the day, in UTC.',
  })
  readonly dailyProfile?: readonly number[];

  @ListOfNumbers({
    items: 'multipliers, one a day from Monday',
    min: 0,
    minItems: 7,
    maxItems: 7,
    description: 'A multiplier for each day of the week, Monday first, in UTC.',
  })
  readonly weeklyProfile?: readonly number[];

  @ListOf(ForecastEvent, { items: 'events', maxItems: 1000, description: 'Surges on top of it.' })
  readonly events?: readonly ForecastEvent[];

  @Amount({
    min: 0,
    max: 5,
    description: 'Standard deviation of the logarithm of the level; or give quantiles.',
  })
  readonly sigma?: number;

  @Nested(DemandQuantiles, {
    description: 'Levels that are not exceeded with given probabilities; or give sigma.',
  })
  readonly quantiles?: DemandQuantiles;

  @Amount({
    above: 0,
    max: 1_000_000,
    default: 1,
    description: 'Variance-to-mean ratio of the offered load within a step; 1 for Poisson arrivals.',
  })
  readonly peakedness?: number;
}
