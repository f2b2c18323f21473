import type { Caller } from '../caller.js';
import type { Forecasts } from '../documents/forecasts.js';
import type { MarkingsChange } from '../documents/markings.js';
import type { DocumentChange } from '../documents/revised-documents.js';
import type { Topologies } from '../documents/topologies.js';
import { PlanningError } from '../planning-error.js';
import type { Scenario } from '../scenarios/scenario.js';
import type { ScenarioInput, Scenarios } from '../scenarios/scenarios.js';
import type { BulkTarget, ChangedItem } from './bulk-changes.js';

/** A scenario and what is put on it; what is not given stays. */
export interface ScenarioChange extends MarkingsChange {
  readonly scenario?: ScenarioInput | undefined;
}

/** Topologies or forecasts, as many changes at once take them. */
export function documentTarget(documents: Topologies | Forecasts): BulkTarget<DocumentChange> {
  const marked = async (
    caller: Caller,
    stored: ChangedItem,
    change: DocumentChange,
  ): Promise<ChangedItem> => {
    const { id, revision, marking } = stored;
    const isMarked = change.tags !== undefined || change.labels !== undefined;
    return isMarked ? documents.mark(caller, id, { revision, marking }, change) : stored;
  };
  return {
    create: async (caller, change) => marked(caller, await documents.create(caller, change.document), change),
    update: async (caller, id, expected, change) => {
      const { document } = change;
      if (document === undefined) return documents.mark(caller, id, expected, change);
      return marked(caller, await documents.revise(caller, id, expected.revision, document), change);
    },
    remove: (caller, id, expectedRevision) => documents.remove(caller, id, expectedRevision),
    many: {
      create: (caller, changes) => documents.createMany(caller, changes),
      update: (caller, updates) => documents.changeMany(caller, updates),
      remove: (caller, latest) => documents.removeMany(caller, latest),
    },
  };
}

/** Scenarios, as many changes at once take them. */
export function scenarioTarget(scenarios: Scenarios): BulkTarget<ScenarioChange> {
  const marked = async (caller: Caller, stored: Scenario, change: ScenarioChange): Promise<ChangedItem> => {
    const isMarked = change.tags !== undefined || change.labels !== undefined;
    const { id, revision } = stored;
    return { ...(isMarked ? await scenarios.mark(caller, id, revision, change) : stored), marking: 0 };
  };
  return {
    create: async (caller, change) =>
      marked(caller, await scenarios.create(caller, required(change.scenario)), change),
    update: async (caller, id, { revision }, change) => {
      const { scenario } = change;
      if (scenario === undefined)
        return { ...(await scenarios.mark(caller, id, revision, change)), marking: 0 };
      return marked(caller, await scenarios.revise(caller, id, revision, scenario), change);
    },
    remove: (caller, id, expectedRevision) => scenarios.remove(caller, id, expectedRevision),
  };
}

function required(scenario: ScenarioInput | undefined): ScenarioInput {
  if (scenario !== undefined) return scenario;
  throw new PlanningError('invalid-field', { field: 'scenario', value: 'missing', expected: 'a scenario' });
}
