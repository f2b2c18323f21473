import { ObjectType } from '@nestjs/graphql';
import { PatchOperation } from './remedies.model.js';
import { Shown } from './shown.js';

@ObjectType({ description: 'A figure over samples: one in twenty is below p5, one in twenty above p95.' })
export class NumberPercentiles {
  @Shown('number', 'At 5 %; null where there is no limit.', { nullable: true })
  p5!: number | null;

  @Shown('number', 'At 50 %; null where there is no limit.', { nullable: true })
  p50!: number | null;

  @Shown('number', 'At 95 %; null where there is no limit.', { nullable: true })
  p95!: number | null;
}

@ObjectType({ description: 'An instant over samples, the earliest first.' })
export class InstantPercentiles {
  @Shown('instant', 'At 5 %; null: never.', { nullable: true })
  p5!: string | null;

  @Shown('instant', 'At 50 %; null: never.', { nullable: true })
  p50!: string | null;

  @Shown('instant', 'At 95 %; null: never.', { nullable: true })
  p95!: string | null;
}

@ObjectType({ description: 'A resource over samples of the topology’s intervals.' })
export class UncertainResource {
  @Shown('text', 'Id of the resource.')
  resource!: string;

  @Shown(() => NumberPercentiles, 'Offered load over capacity.')
  utilization!: NumberPercentiles;

  @Shown(() => NumberPercentiles, 'The smallest number of tuples that meets the policy.')
  required!: NumberPercentiles;

  @Shown(() => NumberPercentiles, 'Traffic that still fits, in multiples; null: any.')
  headroomFactor!: NumberPercentiles;

  @Shown(() => InstantPercentiles, 'When it runs out at the planning quantile.')
  exhaustionAt!: InstantPercentiles;

  @Shown('number', 'Share of samples in which it is exhausted.')
  exhaustedShare!: number;
}

@ObjectType({ description: 'A gateway over samples of the topology’s intervals.' })
export class UncertainGateway {
  @Shown('text', 'Id of the gateway’s node.')
  node!: string;

  @Shown(() => NumberPercentiles, 'Addresses that it needs; null: no number would do.')
  requiredIps!: NumberPercentiles;
}

@ObjectType({ description: 'What could be done, and how it would be regretted.' })
export class RegretOption {
  @Shown('text', 'Id of the recommendation; null where nothing is done.', { nullable: true })
  recommendation!: string | null;

  @Shown('text', 'In a few words.')
  title!: string;

  @Shown(() => PatchOperation, 'RFC 6902, on the topology.', { list: true })
  patch!: PatchOperation[];

  @Shown('number', 'Share of samples in which something runs out all the same.')
  outageShare!: number;

  @Shown('number', 'Mean of what it costs a month beyond the cheapest option that would have done.')
  overspendPerMonth!: number;

  @Shown('number', 'What it costs a month.')
  monthlyCost!: number;
}

@ObjectType({ description: 'The option that is regretted least, and those it was weighed against.' })
export class LeastRegret {
  @Shown('text', 'Id of the recommendation; null where it is best to leave things as they are.', {
    nullable: true,
  })
  recommendation!: string | null;

  @Shown('text', 'In a few words.')
  title!: string;

  @Shown('text', 'In a sentence.')
  because!: string;

  @Shown('whole', 'Samples that each option was held against.')
  samples!: number;

  @Shown('text', 'ISO 4217, of all costs.')
  currency!: string;

  @Shown(() => RegretOption, 'All that was weighed.', { list: true })
  options!: RegretOption[];
}

@ObjectType({ description: 'What intervals in the topology leave open.' })
export class Uncertainty {
  @Shown('whole', 'Samples that were planned.')
  samples!: number;

  @Shown('whole', 'Seed that they were drawn with.')
  seed!: number;

  @Shown('text', 'RFC 6901 pointers to the intervals that were drawn from.', { list: true })
  quantities!: string[];

  @Shown(() => UncertainResource, 'Every pool.', { list: true })
  resources!: UncertainResource[];

  @Shown(() => UncertainGateway, 'Every NAT gateway.', { list: true })
  natGateways!: UncertainGateway[];

  @Shown(() => LeastRegret, 'Null where nothing is recommended.', { nullable: true })
  leastRegret!: LeastRegret | null;
}
