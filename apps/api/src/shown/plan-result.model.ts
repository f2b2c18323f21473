import { ObjectType } from '@nestjs/graphql';
import { RESOURCE_KINDS, STATUSES } from '@portplan/engine';
import { Shown } from './shown.js';

@ObjectType({ description: 'The worst instant of the forecast at the planning quantile.' })
export class Peak {
  @Shown('instant', 'When.')
  at!: string;

  @Shown('number', 'New connections per second.')
  connectionsPerSecond!: number;

  @Shown('number', 'Erlangs: tuples held, quarantine included.')
  offeredLoad!: number;

  @Shown('whole', 'The smallest number of tuples that meets the policy.')
  required!: number;

  @Shown('number', 'Offered load over capacity.')
  utilization!: number;

  @Shown('number', 'Share of new connections that find no tuple.')
  blockingProbability!: number;
}

@ObjectType({ description: 'What is left of a pool.' })
export class Headroom {
  @Shown('number', 'Capacity less offered load.')
  ports!: number;

  @Shown('number', 'The same over capacity.')
  share!: number;

  @Shown(
    'number',
    'The largest k such that traffic × k meets the policy; null where no traffic reaches the pool.',
    { nullable: true },
  )
  factor!: number | null;
}

@ObjectType({
  description: 'First instants of a state, by quantile of demand; null when never within the forecast.',
})
export class InstantByQuantile {
  @Shown('instant', 'At the median.', { nullable: true })
  p50!: string | null;

  @Shown('instant', 'At the planning quantile.', { nullable: true })
  planning!: string | null;

  @Shown('instant', 'At the 99th percentile.', { nullable: true })
  p99!: string | null;
}

@ObjectType({ description: 'How a resource’s figures came about.' })
export class Explanation {
  @Shown('text', 'The law.')
  formula!: string;

  @Shown('json', 'What went in.')
  inputs!: object;

  @Shown('text', 'The derivation, line by line.', { list: true })
  steps!: string[];

  @Shown('text', 'Where law and inputs come from.', { list: true })
  sources!: string[];
}

@ObjectType({ description: 'A pool of tuples that connections compete for.' })
export class Resource {
  @Shown('text', 'node:kind:destination; * where all destinations share the pool.')
  id!: string;

  @Shown('text', 'Whose pool it is.')
  node!: string;

  @Shown('text', 'What is pooled.', { values: RESOURCE_KINDS })
  kind!: string;

  @Shown('text', 'Id of the responder; null where all destinations share the pool.', { nullable: true })
  destination!: string | null;

  @Shown('text', 'Legs that draw on it.', { list: true })
  legs!: string[];

  @Shown('text', 'What one pool belongs to.', { values: ['instance', 'gateway', 'vm', 'node'] })
  scope!: string;

  @Shown('text', 'Transport protocol.', { values: ['tcp', 'udp'] })
  protocol!: string;

  @Shown('number', 'Tuples in the scope.')
  capacity!: number;

  @Shown(() => Peak, 'Its worst instant.')
  peak!: Peak;

  @Shown(() => Headroom, 'What is left then.')
  headroom!: Headroom;

  @Shown('text', 'ok, warning above soft, over above target, exhausted when blocking is above policy.', {
    values: STATUSES,
  })
  status!: string;

  @Shown(() => InstantByQuantile, 'First instants above the target utilization.')
  overTargetAt!: InstantByQuantile;

  @Shown(() => InstantByQuantile, 'First instants of blocking above policy.')
  exhaustionAt!: InstantByQuantile;

  @Shown(() => Explanation, 'How these figures came about; only in the result of a run.', { optional: true })
  explanation?: Explanation;
}

@ObjectType({ description: 'An estimate from list prices.' })
export class MonthlyCost {
  @Shown('number', 'Per month.')
  amount!: number;

  @Shown('text', 'ISO 4217.')
  currency!: string;

  @Shown('text', 'What it counts and what it leaves out.')
  assumes!: string;
}

@ObjectType({
  description: 'Addresses required at quantiles of demand; null where no number of them is enough.',
})
export class RequiredIpsByQuantile {
  @Shown('whole', 'Median.', { nullable: true })
  p50!: number | null;

  @Shown('whole', '95th percentile.', { nullable: true })
  p95!: number | null;

  @Shown('whole', '99th percentile.', { nullable: true })
  p99!: number | null;
}

@ObjectType({ description: 'How many public addresses a gateway needs.' })
export class NatGateway {
  @Shown('text', 'Id of the gateway’s node.')
  node!: string;

  @Shown('whole', 'Addresses it has, per gateway.')
  currentIps!: number;

  @Shown(
    'whole',
    'Addresses it needs, per gateway, at the planning quantile; null where no number is enough.',
    { nullable: true },
  )
  requiredIps!: number | null;

  @Shown('whole', 'The same over all zones.', { nullable: true })
  requiredIpsTotal!: number | null;

  @Shown(() => RequiredIpsByQuantile, 'By quantile of demand.')
  requiredIpsByQuantile!: RequiredIpsByQuantile;

  @Shown('whole', 'Addresses that one gateway can have at most.', { nullable: true })
  ipsPerGatewayLimit!: number | null;

  @Shown('whole', 'Gateways in each zone.', { nullable: true })
  gatewaysRequired!: number | null;

  @Shown('text', 'The destination that decides.', { nullable: true })
  bindingDestination!: string | null;

  @Shown('whole', 'Ports that one VM needs, where ports are handed out per VM.', { nullable: true })
  portsPerVm!: number | null;

  @Shown(() => MonthlyCost, 'Of what is required.', { nullable: true })
  monthlyCost!: MonthlyCost | null;
}
