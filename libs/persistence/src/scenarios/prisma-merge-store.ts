import type { PatchOperation } from '@portplan/engine';
import { MergeStore, type ScenarioMerge } from '@portplan/planning';
import type { Database } from '../database/database.js';
import { fromJsonText, toJsonText } from '../database/json-text.js';

export class PrismaMergeStore extends MergeStore {
  constructor(private readonly database: Database) {
    super();
  }

  override async keep(workspaceId: string, scenarioId: string, merge: ScenarioMerge): Promise<void> {
    const columns = { ...merge, overrides: toJsonText(merge.overrides) };
    await this.database.scenarioMerge.upsert({
      where: { workspaceId_scenarioId: { workspaceId, scenarioId } },
      create: { workspaceId, scenarioId, ...columns },
      update: columns,
    });
  }

  override async find(workspaceId: string, scenarioId: string): Promise<ScenarioMerge | null> {
    const where = { workspaceId_scenarioId: { workspaceId, scenarioId } };
    const row = await this.database.scenarioMerge.findUnique({ where });
    if (row === null) return null;
    const { topologyId, revisionBefore, revisionAfter, revertedRevision } = row;
    const overrides = fromJsonText(row.overrides) as readonly PatchOperation[];
    return { topologyId, revisionBefore, revisionAfter, overrides, revertedRevision };
  }
}
