import { ENGINE_VERSION, STATUSES } from '@portplan/engine';
import type { Keyset, ScenarioFilter } from '@portplan/planning';
import { searchedList } from '../database/searched-list.js';
import { markingConditions } from '../documents/document-reads.js';
import { join, sql, type Sql } from '../generated/internal/prismaNamespace.js';
import { staleCondition } from '../runs/run-reads.js';

/** A page of scenarios, newest first or sorted, with how many there are in all, in one statement. */
export function scenarioList(workspaceId: string, filter: ScenarioFilter, keyset: Keyset): Sql {
  const byRun = asksOfRun(filter) || keyset.sort.some(({ field }) => field in BY_RUN);
  const list = {
    from: byRun ? withNewestRun(workspaceId) : sql`scenario`,
    columns: COLUMNS,
    workspaceId,
    conditions: matching(filter),
    searched: Object.values(filter).some((condition) => condition !== undefined),
    sortable: { ...SORTABLE, ...BY_RUN },
  };
  return searchedList(list, keyset);
}

const COLUMNS = sql`id, name, description, topology_id AS "topologyId", topology_revision AS "topologyRevision",
  forecast_id AS "forecastId", forecast_revision AS "forecastRevision", policy, overrides, tags, labels, revision,
  latest_run_id AS "latestRunId", created_at AS "createdAt", updated_at AS "updatedAt"`;

const SORTABLE = {
  name: { expression: sql`name`, type: 'text' },
  createdAt: { expression: sql`created_at`, type: 'timestamptz' },
  updatedAt: { expression: sql`updated_at`, type: 'timestamptz' },
} as const;

/** What is sorted by the newest run; what has none stands before what is well. */
const BY_RUN = {
  status: {
    expression: sql`coalesce(array_position(${[...STATUSES]}::text[], run_status), 0)::float8`,
    type: 'float8',
  },
  utilization: { expression: sql`coalesce(run_utilization, -1)`, type: 'float8' },
  exhaustionAt: { expression: sql`coalesce(run_exhaustion_at, 'infinity')`, type: 'timestamptz' },
} as const;

function asksOfRun({ statuses, utilizationAbove, exhaustedBefore }: ScenarioFilter): boolean {
  return [statuses, utilizationAbove, exhaustedBefore].some((condition) => condition !== undefined);
}

function withNewestRun(workspaceId: string): Sql {
  return sql`(SELECT scenario.*, run.status AS run_status, run.peak_utilization AS run_utilization,
      run.exhaustion_at AS run_exhaustion_at
    FROM scenario LEFT JOIN run ON run.workspace_id = ${workspaceId}::uuid AND run.id = scenario.latest_run_id) scenario`;
}

function matching(filter: ScenarioFilter): readonly Sql[] {
  const { topologyId, forecastId, statuses, utilizationAbove, exhaustedBefore, stale } = filter;
  const conditions = [...markingConditions(filter)];
  if (topologyId !== undefined) conditions.push(sql`topology_id = ${topologyId}::uuid`);
  if (forecastId !== undefined) conditions.push(sql`forecast_id = ${forecastId}::uuid`);
  if (statuses !== undefined) conditions.push(sql`run_status IN (${join([...statuses])})`);
  if (utilizationAbove !== undefined) conditions.push(sql`run_utilization > ${utilizationAbove}::float8`);
  if (exhaustedBefore !== undefined)
    conditions.push(sql`run_exhaustion_at < ${exhaustedBefore.toISOString()}::timestamptz`);
  if (stale !== undefined) conditions.push(newestRunIs(staleCondition(stale, ENGINE_VERSION)));
  return conditions;
}

/** Scenarios whose newest run meets a condition on the table `run`. */
function newestRunIs(condition: Sql): Sql {
  return sql`EXISTS (SELECT FROM run
    WHERE run.workspace_id = scenario.workspace_id AND run.id = scenario.latest_run_id AND ${condition})`;
}
