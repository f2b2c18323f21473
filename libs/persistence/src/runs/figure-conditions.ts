import type { CourseOfDemand, FigureFilter, Keyset, RunFilter } from '@portplan/planning';
import { rowKeyOf } from '../database/keyset.js';

const EXHAUSTION_COLUMNS = {
  p50: 'exhaustionAtP50',
  planning: 'exhaustionAtPlanning',
  p99: 'exhaustionAtP99',
} as const satisfies Record<CourseOfDemand, string>;

const OVER_TARGET_COLUMNS = {
  p50: 'overTargetAtP50',
  planning: 'overTargetAtPlanning',
  p99: 'overTargetAtP99',
} as const satisfies Record<CourseOfDemand, string>;

/** What a filter asks of the run itself, but for its status. */
export function runCondition({ scenarioId, topologyId, latestOnly }: RunFilter) {
  return {
    ...(scenarioId !== undefined && { scenarioId }),
    ...(topologyId !== undefined && { topologyId }),
    ...(latestOnly === true && { latestOfScenario: { isNot: null } }),
  };
}

/** What a filter asks of a row of figures. */
export function figureCondition(workspaceId: string, filter: FigureFilter) {
  const { runId, node, statuses, utilizationAbove, exhaustedBefore, overTargetBefore } = filter;
  return {
    workspaceId,
    run: runCondition(filter),
    ...(runId !== undefined && { runId }),
    ...(node !== undefined && { node }),
    ...(statuses !== undefined && { status: { in: [...statuses] } }),
    ...(utilizationAbove !== undefined && { peakUtilization: { gt: utilizationAbove } }),
    ...(exhaustedBefore !== undefined && {
      [EXHAUSTION_COLUMNS[exhaustedBefore.course]]: { lt: exhaustedBefore.at },
    }),
    ...(overTargetBefore !== undefined && {
      [OVER_TARGET_COLUMNS[overTargetBefore.course]]: { lt: overTargetBefore.at },
    }),
  };
}

/** Beyond the row with the cursor's key, newest run first, then as in the result. */
export function beyondRow({ after }: Keyset) {
  if (after === null) return {};
  const { parentId, position } = rowKeyOf(after);
  return { AND: [{ OR: [{ runId: { lt: parentId } }, { runId: parentId, position: { gt: position } }] }] };
}

export function rowsInOrder(): [{ runId: 'desc' }, { position: 'asc' }] {
  return [{ runId: 'desc' }, { position: 'asc' }];
}
