import type { PatchOperation, Policy } from '@portplan/engine';
import type { Markings, Scenario, ScenarioContent } from '@portplan/planning';
import { fromJsonText, toJsonText } from '../database/json-text.js';
import { toLabels, toTags } from '../documents/document-mapper.js';

interface ContentColumns extends Omit<ScenarioContent, 'policy' | 'overrides'> {
  readonly policy: string;
  readonly overrides: string;
}

/** As they are written. */
export interface ScenarioColumns extends ContentColumns {
  readonly tags: string[];
  readonly labels: Record<string, string>;
}

export interface ScenarioRow extends ContentColumns {
  readonly tags: unknown;
  readonly labels: unknown;
  readonly id: string;
  readonly revision: number;
  readonly latestRunId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toScenarioColumns({
  policy,
  overrides,
  tags,
  labels,
  ...content
}: ScenarioContent & Markings): ScenarioColumns {
  const markings = toMarkingColumns({ tags, labels });
  return { ...content, ...markings, policy: toJsonText(policy), overrides: toJsonText(overrides) };
}

export function toMarkingColumns({ tags, labels }: Markings): Pick<ScenarioColumns, 'tags' | 'labels'> {
  return { tags: [...tags], labels: { ...labels } };
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
    tags: toTags(row.tags),
    labels: toLabels(row.labels),
    revision: row.revision,
    latestRunId: row.latestRunId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
