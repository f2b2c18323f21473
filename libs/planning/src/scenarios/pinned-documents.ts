import type { Forecast, Topology } from '@portplan/engine';
import { identifierOf } from '../lists/identifier.js';
import { PlanningError, type Noun } from '../planning-error.js';
import type { ForecastStore } from '../ports/forecast-store.js';
import type { ScenarioStore } from '../ports/scenario-store.js';
import type { TopologyStore } from '../ports/topology-store.js';
import { withOverrides } from './overrides.js';
import type { Scenario } from './scenario.js';

/** A scenario with the documents that it pins. */
export interface PinnedScenario {
  readonly scenario: Scenario;
  /** With the scenario's overrides. */
  readonly topology: Topology;
  readonly forecast: Forecast;
}

/** Finds a scenario together with the revisions that it pins. */
export class PinnedDocuments {
  constructor(
    private readonly scenarios: ScenarioStore,
    private readonly topologies: TopologyStore,
    private readonly forecasts: ForecastStore,
  ) {}

  /** @throws PlanningError `not-found`, `patch-conflict`; DocumentError where the overrides make it no topology */
  async of(workspaceId: string, id: string): Promise<PinnedScenario> {
    const stored = await this.scenarios.find(workspaceId, identifierOf('scenario', id));
    const scenario = found('scenario', id, stored);
    const { topologyId, topologyRevision, forecastId, forecastRevision } = scenario;
    const [topology, forecast] = await Promise.all([
      this.topologies.documents.find(workspaceId, topologyId, topologyRevision),
      this.forecasts.documents.find(workspaceId, forecastId, forecastRevision),
    ]);
    return {
      scenario,
      topology: withOverrides(found('topology', topologyId, topology).document, scenario.overrides),
      forecast: found('forecast', forecastId, forecast).document,
    };
  }
}

function found<T>(noun: Noun, id: string, value: T | null): T {
  if (value === null) throw new PlanningError('not-found', { noun, id });
  return value;
}
