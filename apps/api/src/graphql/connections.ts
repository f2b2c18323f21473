import { ObjectType } from '@nestjs/graphql';
import type { RunNatGateway, RunResource } from '@portplan/planning';
import { ConnectionOf } from '../shown/page.js';
import { InstantByQuantile, NatGateway, Resource } from '../shown/plan-result.model.js';
import { Shown } from '../shown/shown.js';
import { ForecastHead, Scenario, TopologyHead } from '../shown/stored.model.js';

@ObjectType({ description: 'A resource of a scenario’s run.' })
export class ScenarioResource {
  @Shown('text', 'Run that it belongs to.')
  runId!: string;

  @Shown('text', 'Scenario of that run.')
  scenarioId!: string;

  @Shown('text', 'Topology that was planned.')
  topologyId!: string;

  @Shown(() => Resource, 'Its figures.')
  resource!: Omit<Resource, 'explanation'>;

  static from({ runId, scenarioId, topologyId, resource }: RunResource): ScenarioResource {
    return Object.assign(new ScenarioResource(), { runId, scenarioId, topologyId, resource });
  }
}

@ObjectType({ description: 'A NAT gateway of a scenario’s run.' })
export class ScenarioNatGateway {
  @Shown('text', 'Run that it belongs to.')
  runId!: string;

  @Shown('text', 'Scenario of that run.')
  scenarioId!: string;

  @Shown('text', 'Topology that was planned.')
  topologyId!: string;

  @Shown('text', 'The worst of its own resources.', { nullable: true })
  status!: string | null;

  @Shown(() => InstantByQuantile, 'First instants above the target utilization.')
  overTargetAt!: InstantByQuantile;

  @Shown(() => InstantByQuantile, 'First instants of blocking above policy.')
  exhaustionAt!: InstantByQuantile;

  @Shown(() => NatGateway, 'Its figures.')
  natGateway!: NatGateway;

  static from(row: RunNatGateway): ScenarioNatGateway {
    const { runId, scenarioId, topologyId, status, overTargetAt, exhaustionAt, natGateway } = row;
    return Object.assign(new ScenarioNatGateway(), {
      runId,
      scenarioId,
      topologyId,
      status,
      overTargetAt,
      exhaustionAt,
      natGateway,
    });
  }
}

export const TopologyConnection = ConnectionOf(() => TopologyHead, 'Topology');
export const ForecastConnection = ConnectionOf(() => ForecastHead, 'Forecast');
export const ScenarioConnection = ConnectionOf(() => Scenario, 'Scenario');
export const ScenarioResourceConnection = ConnectionOf(() => ScenarioResource, 'ScenarioResource');
export const ScenarioNatGatewayConnection = ConnectionOf(() => ScenarioNatGateway, 'ScenarioNatGateway');
