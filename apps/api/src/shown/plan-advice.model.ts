import { ObjectType } from '@nestjs/graphql';
import { STATUSES } from '@portplan/engine';
import { NatGateway, Resource } from './plan-result.model.js';
import { Recommendation, Rejection } from './remedies.model.js';
import { Shown } from './shown.js';
import { Uncertainty } from './uncertainty.model.js';

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

  @Shown(() => PoolSettings, 'For each process of the initiator, as its product counts them.')
  perProcess!: PoolSettings;

  @Shown('whole', 'Pools of each process: one, or one for each endpoint.')
  poolsPerProcess!: number;

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

@ObjectType({ description: 'When to be woken for a pool, in the terms of what measures it.' })
export class Alert {
  @Shown('text', 'Resource and metric; each once in a plan.')
  id!: string;

  @Shown('text', 'Id of the resource.')
  resource!: string;

  @Shown('text', 'Id of its node.')
  node!: string;

  @Shown('text', 'How bad.', { values: ['warning', 'critical'] })
  severity!: string;

  @Shown('text', 'What the metric counts.', { values: ['refused', 'opened', 'held'] })
  counts!: string;

  @Shown('text', 'Where the metric is found.', {
    values: ['cloudwatch', 'azure-monitor', 'gcp-monitoring', 'prometheus'],
  })
  system!: string;

  @Shown('text', 'CloudWatch namespace, Azure or Google resource type, Prometheus exporter.')
  namespace!: string;

  @Shown('text', 'Name of the metric.')
  metric!: string;

  @Shown('text', 'How values of a period become one.', { values: ['sum', 'average', 'maximum', 'rate'] })
  statistic!: string;

  @Shown('text', 'Dimension or label that tells which gateway, machine or job.')
  dimension!: string;

  @Shown('json', 'Values of other dimensions.')
  filter!: object;

  @Shown('whole', 'Length of a period.')
  periodSeconds!: number;

  @Shown('number', 'Value to alert above.')
  threshold!: number;

  @Shown('text', 'PromQL, or the same in words.')
  expression!: string;

  @Shown('text', 'What the threshold stands for.')
  because!: string;

  @Shown('text', 'Public citations.', { list: true })
  sources!: string[];
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

  @Shown('text', 'What is broken, where it can be measured.', { optional: true })
  constraint?: string;

  @Shown('number', 'What was found.', { optional: true })
  observed?: number;

  @Shown('number', 'The bound that it is beyond.', { optional: true })
  limit?: number;

  @Shown('text', 'Unit of both.', { optional: true })
  unit?: string;

  @Shown('text', 'What would mend it.', { optional: true })
  remedy?: string;
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

  @Shown(() => Uncertainty, 'Null where everything in the topology is a plain number.', { nullable: true })
  uncertainty!: Uncertainty | null;
}
