import { ObjectType } from '@nestjs/graphql';
import { STATUSES } from '@portplan/engine';
import { MonthlyCost, NatGateway, Resource } from './plan-result.model.js';
import { Shown } from './shown.js';

@ObjectType({ description: 'Settings of one process’ connection pool.' })
export class PoolSettings {
  @Shown('whole', 'Idle connections to keep.')
  maxIdle!: number;

  @Shown('whole', 'Connections to open at most.')
  maxConnections!: number;

  @Shown('number', 'Seconds after which an idle one goes.')
  idleTimeoutSeconds!: number;

  @Shown('number', 'Seconds after which any one goes.', { nullable: true })
  maxAgeSeconds!: number | null;
}

@ObjectType({ description: 'Connections of a leg over all its initiator’s instances, at the peak.' })
export class LegLoad {
  @Shown('number', 'New connections per second.')
  connectionsPerSecond!: number;

  @Shown('number', 'Tuples held.')
  ports!: number;
}

@ObjectType({ description: 'The smallest pool that serves a leg.' })
export class PoolingAdvice {
  @Shown('text', 'Id of the leg.')
  leg!: string;

  @Shown(() => PoolSettings, 'For each process of the initiator.')
  perProcess!: PoolSettings;

  @Shown('whole', 'Connections of all processes.')
  connectionsTotal!: number;

  @Shown('number', 'Requests that one connection then serves.')
  requestsPerConnection!: number;

  @Shown(() => LegLoad, 'As it is.')
  before!: LegLoad;

  @Shown(() => LegLoad, 'With the pool.')
  after!: LegLoad;

  @Shown('json', 'Configuration lines by product.')
  config!: object;
}

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

@ObjectType({ description: 'Ephemeral ports that a stateless packet filter must admit.' })
export class FirewallRuleAdvice {
  @Shown('text', 'Id of the firewall’s node.')
  firewall!: string;

  @Shown('text', 'Direction.', { values: ['inbound', 'outbound'] })
  direction!: string;

  @Shown('text', 'Transport protocol.', { values: ['tcp', 'udp'] })
  protocol!: string;

  @Shown('text', 'Sender’s node.')
  from!: string;

  @Shown('text', 'Receiver’s node.')
  to!: string;

  @Shown('count', 'Lowest and highest port.', { list: true })
  ports!: number[];

  @Shown('text', 'Why.')
  because!: string;
}

@ObjectType({ description: 'A threshold to alert on.' })
export class Alert {
  @Shown('text', 'Id of the resource.')
  resource!: string;

  @Shown('text', 'Name of the metric.')
  metric!: string;

  @Shown('number', 'Value to alert above.')
  threshold!: number;

  @Shown('text', 'PromQL or metric expression.')
  expression!: string;
}

@ObjectType({ description: 'What a plan noticed beside its pools.' })
export class Finding {
  @Shown('text', 'Kebab-case, stable.')
  code!: string;

  @Shown('text', 'How bad.', { values: ['info', 'warning', 'critical'] })
  severity!: string;

  @Shown('text', 'Node that it is about.', { optional: true })
  node?: string;

  @Shown('text', 'Leg that it is about.', { optional: true })
  leg?: string;

  @Shown('text', 'In a sentence.')
  message!: string;
}

@ObjectType({ description: 'The plan in three fields.' })
export class Summary {
  @Shown('text', 'The worst of the resources.', { values: STATUSES })
  status!: string;

  @Shown('text', 'Id of the resource that binds.', { nullable: true })
  binding!: string | null;

  @Shown('instant', 'When the first pool runs out at the planning quantile; null when never.', {
    nullable: true,
  })
  exhaustionAt!: string | null;
}

@ObjectType({ description: 'What plan(topology, forecast, policy) gives.' })
export class PlanResult {
  @Shown('text', 'The same input and engine version give the same bytes.')
  engineVersion!: string;

  @Shown(() => Summary, 'In short.')
  summary!: Summary;

  @Shown(() => Resource, 'Every pool.', { list: true })
  resources!: Resource[];

  @Shown(() => NatGateway, 'Every NAT gateway.', { list: true })
  natGateways!: NatGateway[];

  @Shown(() => PoolingAdvice, 'Pools that would save ports.', { list: true })
  pooling!: PoolingAdvice[];

  @Shown(() => Recommendation, 'Remedies that help.', { list: true })
  recommendations!: Recommendation[];

  @Shown(() => Rejection, 'Remedies that do not.', { list: true })
  rejected!: Rejection[];

  @Shown(() => FirewallRuleAdvice, 'What stateless filters must admit.', { list: true })
  firewallRules!: FirewallRuleAdvice[];

  @Shown(() => Alert, 'Thresholds.', { list: true })
  alerts!: Alert[];

  @Shown(() => Finding, 'What else was noticed.', { list: true })
  findings!: Finding[];
}
