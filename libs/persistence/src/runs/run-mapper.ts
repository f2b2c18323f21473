import { STATUSES, type PatchOperation, type PlanResult, type Policy, type Status } from '@portplan/engine';
import type { Run, RunHead } from '@portplan/planning';
import { fromJsonText, toJsonText } from '../database/json-text.js';

export interface RunHeadRow extends Omit<RunHead, 'policy' | 'overrides' | 'status' | 'exhaustionAt'> {
  readonly policy: string;
  readonly overrides: string;
  readonly status: string;
  readonly exhaustionAt: Date | null;
}

export interface RunRow extends RunHeadRow {
  readonly result: string;
}

/** As it is written: with what lists sort by. */
export interface RunColumns extends RunRow {
  readonly peakUtilization: number | null;
}

export function toRunRow({ policy, overrides, exhaustionAt, result, ...head }: Run): RunColumns {
  return {
    ...head,
    policy: toJsonText(policy),
    overrides: toJsonText(overrides),
    exhaustionAt: toDate(exhaustionAt),
    result: toJsonText(result),
    peakUtilization: result.resources.reduce<number | null>(
      (most, { peak }) => Math.max(most ?? 0, peak.utilization),
      null,
    ),
  };
}

export function toRunHead(row: RunHeadRow): RunHead {
  return {
    id: row.id,
    scenarioId: row.scenarioId,
    topologyId: row.topologyId,
    topologyRevision: row.topologyRevision,
    forecastId: row.forecastId,
    forecastRevision: row.forecastRevision,
    policy: fromJsonText(row.policy) as Policy,
    overrides: fromJsonText(row.overrides) as readonly PatchOperation[],
    engineVersion: row.engineVersion,
    status: toStatus(row.status),
    binding: row.binding,
    exhaustionAt: toInstant(row.exhaustionAt),
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}

export function toRun(row: RunRow): Run {
  const result = fromJsonText(row.result) as PlanResult;
  // The result's own text of the instant, as it was calculated.
  return { ...toRunHead(row), exhaustionAt: result.summary.exhaustionAt, result };
}

export function toStatus(text: string): Status {
  return oneOf(STATUSES, text, 'status');
}

/** The known word that stands in a column. @throws Error for a word of a newer version */
export function oneOf<Word extends string>(words: readonly Word[], text: string, column: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined)
    throw new Error(`A row has the ${column} "${text}", which this version does not know.`);
  return word;
}

export function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}

/** As the engine writes instants: to the second, without a fraction. */
export function instantOf(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

export function toInstant(date: Date | null): string | null {
  return date === null ? null : instantOf(date);
}
