import { ObjectType } from '@nestjs/graphql';
import type { RunNatGateway, RunRecommendation, RunResource } from '@portplan/planning';
import { ConnectionOf } from '../shown/page.js';
import { InstantByQuantile, NatGateway, Resource } from '../shown/plan-result.model.js';
import { Recommendation } from '../shown/remedies.model.js';
import { Shown } from '../shown/shown.js';
import { Run, type RunSummary } from '../shown/run.model.js';
import { Forecast, Scenario, Topology, type ForecastHead, type TopologyHead } from '../shown/stored.model.js';

@ObjectType({ description: 'A resource of a scenario’s run.' })
export class ScenarioResource {
  @Shown('id', 'Run that it belongs to.')
  runId!: string;

  @Shown('id', 'Scenario of that run.')
  scenarioId!: string;

  @Shown('id', 'Topology that was planned.')
  topologyId!: string;

  @Shown('count', 'At this revision.')
  topologyRevision!: number;

  @Shown(() => Resource, 'Its figures.')
  resource!: Omit<Resource, 'explanation'>;

  static from({ position: _position, ...row }: RunResource): ScenarioResource {
    return Object.assign(new ScenarioResource(), row);
  }
}

@ObjectType({ description: 'A NAT gateway of a scenario’s run.' })
export class ScenarioNatGateway {
  @Shown('id', 'Run that it belongs to.')
  runId!: string;

  @Shown('id', 'Scenario of that run.')
  scenarioId!: string;

  @Shown('id', 'Topology that was planned.')
  topologyId!: string;

  @Shown('count', 'At this revision.')
  topologyRevision!: number;

  @Shown('text', 'The worst of its own resources.', { nullable: true })
  status!: string | null;

  @Shown('number', 'Of the fullest of its own resources, 1 for all of it.', { nullable: true })
  peakUtilization!: number | null;

  @Shown(() => InstantByQuantile, 'First instants above the target utilization.')
  overTargetAt!: InstantByQuantile;

  @Shown(() => InstantByQuantile, 'First instants of blocking above policy.')
  exhaustionAt!: InstantByQuantile;

  @Shown(() => NatGateway, 'Its figures.')
  natGateway!: NatGateway;

  static from({ position: _position, ...row }: RunNatGateway): ScenarioNatGateway {
    return Object.assign(new ScenarioNatGateway(), row);
  }
}

@ObjectType({ description: 'A recommendation of a scenario’s run.' })
export class ScenarioRecommendation {
  @Shown('id', 'Run that it belongs to.')
  runId!: string;

  @Shown('id', 'Scenario of that run.')
  scenarioId!: string;

  @Shown('id', 'Topology that was planned.')
  topologyId!: string;

  @Shown('count', 'At this revision.')
  topologyRevision!: number;

  @Shown(() => Recommendation, 'What would help, and what it would change.')
  recommendation!: RunRecommendation['recommendation'];

  static from({ position: _position, ...row }: RunRecommendation): ScenarioRecommendation {
    return Object.assign(new ScenarioRecommendation(), row);
  }
}

export const TopologyConnection = ConnectionOf<TopologyHead>(() => Topology, 'Topology');
export const ForecastConnection = ConnectionOf<ForecastHead>(() => Forecast, 'Forecast');
export const ScenarioConnection = ConnectionOf(() => Scenario, 'Scenario');
export const RunConnection = ConnectionOf<RunSummary>(() => Run, 'Run');
export const ScenarioResourceConnection = ConnectionOf(() => ScenarioResource, 'ScenarioResource');
export const ScenarioNatGatewayConnection = ConnectionOf(() => ScenarioNatGateway, 'ScenarioNatGateway');
export const ScenarioRecommendationConnection = ConnectionOf(
  () => ScenarioRecommendation,
  'ScenarioRecommendation',
);
