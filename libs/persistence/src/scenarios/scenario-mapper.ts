import type { PatchOperation, Policy } from '@portplan/engine';
import type { Scenario, ScenarioContent } from '@portplan/planning';
import { fromJsonText, toJsonText } from '../database/json-text.js';

export interface ScenarioColumns extends Omit<ScenarioContent, 'policy' | 'overrides'> {
  readonly policy: string;
  readonly overrides: string;
}

export interface ScenarioRow extends ScenarioColumns {
  readonly id: string;
  readonly revision: number;
  readonly latestRunId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toScenarioColumns({ policy, overrides, ...content }: ScenarioContent): ScenarioColumns {
  return { ...content, policy: toJsonText(policy), overrides: toJsonText(overrides) };
}

export function toScenario(row: ScenarioRow): Scenario {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    topologyId: row.topologyId,
    topologyRevision: row.topologyRevision,
    forecastId: row.forecastId,
    forecastRevision: row.forecastRevision,
    policy: fromJsonText(row.policy) as Policy,
    overrides: fromJsonText(row.overrides) as readonly PatchOperation[],
    revision: row.revision,
    latestRunId: row.latestRunId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
