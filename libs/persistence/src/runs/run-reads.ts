import type { Keyset, RunFilter, StaleReason } from '@portplan/planning';
import { MOST_COUNTED } from '@portplan/planning';
import type { ChildTable } from '../database/child-lists.js';
import { empty, join, raw, sql, type Sql } from '../generated/internal/prismaNamespace.js';

const COLUMNS = sql`id, scenario_id AS "scenarioId", topology_id AS "topologyId",
  topology_revision AS "topologyRevision", forecast_id AS "forecastId",
  forecast_revision AS "forecastRevision", policy, overrides, engine_version AS "engineVersion", status,
  binding, exhaustion_at AS "exhaustionAt", created_at AS "createdAt", finished_at AS "finishedAt"`;

/** Runs without their results, newest first. */
export const RUNS_OF_SCENARIO: ChildTable = {
  table: 'run',
  parent: 'scenario_id',
  key: 'id',
  columns: COLUMNS,
};

/** The scenario of a run, where the given is true of both. */
const scenarioWhere = (condition: Sql): Sql => sql`EXISTS (SELECT FROM scenario
  WHERE scenario.workspace_id = run.workspace_id AND scenario.id = run.scenario_id AND ${condition})`;

const newerRevision = (noun: 'topology' | 'forecast'): Sql => sql`EXISTS (SELECT FROM ${raw(noun)} document
  WHERE document.workspace_id = run.workspace_id AND document.id = run.${raw(noun)}_id
    AND document.revision > run.${raw(noun)}_revision)`;

/** When each reason holds, of a row of the table `run`. */
const conditionsOf = (engineVersion: string): Readonly<Record<StaleReason, Sql>> => ({
  'other-engine': sql`run.engine_version <> ${engineVersion}`,
  'newer-topology': newerRevision('topology'),
  'newer-forecast': newerRevision('forecast'),
  'other-documents': scenarioWhere(sql`
    (scenario.topology_id, scenario.topology_revision, scenario.forecast_id, scenario.forecast_revision)
    <> (run.topology_id, run.topology_revision, run.forecast_id, run.forecast_revision)`),
  'other-policy': scenarioWhere(sql`scenario.policy <> run.policy`),
  'other-overrides': scenarioWhere(sql`scenario.overrides <> run.overrides`),
});

/** Runs that are stale for any reason, or for none. */
export function staleCondition(stale: boolean, engineVersion: string): Sql {
  const any = join(Object.values(conditionsOf(engineVersion)), ' OR ');
  return stale ? sql`(${any})` : sql`NOT (${any})`;
}

/** A run with the reasons for which it is stale. */
export interface StalenessRow {
  readonly id: string;
  readonly because: readonly StaleReason[];
}

/** Of many runs at once, in the order of the reasons. */
export function staleness(workspaceId: string, ids: readonly string[], engineVersion: string): Sql {
  const reasons = Object.entries(conditionsOf(engineVersion)).map(
    ([reason, condition]) => sql`CASE WHEN ${condition} THEN ${reason}::text END`,
  );
  return sql`SELECT id, array_remove(ARRAY[${join(reasons)}], NULL) AS because FROM run
    WHERE workspace_id = ${workspaceId} AND id = ANY(${[...ids]}::uuid[])`;
}

/** A page of runs, newest first, without their results. */
export function runList(
  workspaceId: string,
  filter: RunFilter,
  engineVersion: string,
  { after, limit }: Keyset,
): Sql {
  const beyond = after === null ? empty : sql`AND id < ${after}`;
  return sql`SELECT ${COLUMNS} FROM run WHERE ${matching(workspaceId, filter, engineVersion)} ${beyond}
    ORDER BY id DESC LIMIT ${limit + 1}`;
}

/** How many there are in all. */
export function runCount(workspaceId: string, filter: RunFilter, engineVersion: string): Sql {
  return sql`SELECT count(*)::int AS total FROM
    (SELECT FROM run WHERE ${matching(workspaceId, filter, engineVersion)} LIMIT ${MOST_COUNTED}) counted`;
}

function matching(workspaceId: string, filter: RunFilter, engineVersion: string): Sql {
  const { scenarioId, topologyId, statuses, latestOnly, stale } = filter;
  const conditions = [sql`run.workspace_id = ${workspaceId}`];
  if (scenarioId !== undefined) conditions.push(sql`run.scenario_id = ${scenarioId}`);
  if (topologyId !== undefined) conditions.push(sql`run.topology_id = ${topologyId}`);
  if (statuses !== undefined) conditions.push(sql`run.status = ANY(${[...statuses]}::text[])`);
  if (latestOnly === true) conditions.push(scenarioWhere(sql`scenario.latest_run_id = run.id`));
  if (stale !== undefined) conditions.push(staleCondition(stale, engineVersion));
  return join(conditions, ' AND ');
}
