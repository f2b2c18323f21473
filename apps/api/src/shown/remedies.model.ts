import { ObjectType } from '@nestjs/graphql';
import { STATUSES } from '@portplan/engine';
import { MonthlyCost } from './plan-result.model.js';
import { Shown } from './shown.js';

@ObjectType({ description: 'One operation of RFC 6902.' })
export class PatchOperation {
  @Shown('text', 'What is done.', { values: ['add', 'remove', 'replace', 'test'] })
  op!: string;

  @Shown('text', 'RFC 6901 pointer into the topology.')
  path!: string;

  @Shown('anything', 'What stands there then; left out where something is removed.', { optional: true })
  value?: unknown;
}

@ObjectType({ description: 'What matters of a resource when two plans are compared.' })
export class EffectFigures {
  @Shown('text', 'State.', { values: STATUSES })
  status!: string;

  @Shown('number', 'Offered load over capacity.')
  utilization!: number;

  @Shown('number', 'Traffic that still fits, in multiples; null where no traffic reaches the pool.', {
    nullable: true,
  })
  factor!: number | null;

  @Shown('number', 'The smallest number of tuples that meets the policy.')
  required!: number;
}

@ObjectType({ description: 'One resource before and after a remedy.' })
export class Effect {
  @Shown('text', 'Id of the resource.')
  resource!: string;

  @Shown(() => EffectFigures, 'As it is; null where there is none yet.', { nullable: true })
  before!: EffectFigures | null;

  @Shown(() => EffectFigures, 'With the remedy; null where it is gone.', { nullable: true })
  after!: EffectFigures | null;
}

@ObjectType({ description: 'Public addresses of a gateway: those it has, and those it needs.' })
export class GatewayAddresses {
  @Shown('whole', 'As the topology gives them.')
  publicIps!: number;

  @Shown('whole', 'As its traffic needs them; null where no number meets the policy.', { nullable: true })
  requiredIps!: number | null;
}

@ObjectType({ description: 'One gateway before and after a remedy.' })
export class GatewayEffect {
  @Shown('text', 'Id of the gateway’s node.')
  node!: string;

  @Shown(() => GatewayAddresses, 'As it is.')
  before!: GatewayAddresses;

  @Shown(() => GatewayAddresses, 'With the remedy.')
  after!: GatewayAddresses;
}

@ObjectType({ description: 'A change that helps, with its computed effect.' })
export class Recommendation {
  @Shown('text', 'Stable within the result.')
  id!: string;

  @Shown('text', 'Kind of remedy.')
  remedy!: string;

  @Shown('text', 'In a few words.')
  title!: string;

  @Shown('text', 'In a sentence.')
  why!: string;

  @Shown(() => PatchOperation, 'RFC 6902, on the topology.', { list: true })
  patch!: PatchOperation[];

  @Shown(() => Effect, 'Resources before and after.', { list: true })
  effect!: Effect[];

  @Shown(() => GatewayEffect, 'Gateways whose addresses it changes, or the number they need.', { list: true })
  gateways!: GatewayEffect[];

  @Shown('text', 'What it takes.', { values: ['setting', 'redeploy', 'redesign'] })
  effort!: string;

  @Shown('number', 'Days until it is in place.')
  leadTimeDays!: number;

  @Shown(() => MonthlyCost, 'Added cost.', { nullable: true })
  monthlyCost!: MonthlyCost | null;

  @Shown('text', 'Public citations.', { list: true })
  sources!: string[];
}

@ObjectType({ description: 'A remedy that does not help or must not be used.' })
export class Rejection {
  @Shown('text', 'Kind of remedy.')
  remedy!: string;

  @Shown('text', 'Where it was tried.', { nullable: true })
  node!: string | null;

  @Shown('text', 'What stands against it.')
  constraint!: string;

  @Shown('text', 'In a sentence.')
  reason!: string;

  @Shown('number', 'The value that was met.', { nullable: true })
  observed!: number | null;

  @Shown('number', 'The value that binds.', { nullable: true })
  limit!: number | null;

  @Shown('text', 'Of both values.')
  unit!: string;

  @Shown('text', 'Public citations.', { list: true })
  sources!: string[];
}
