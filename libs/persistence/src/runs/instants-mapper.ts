import type { InstantByQuantile } from '@portplan/engine';
import { toDate, toInstant } from './run-mapper.js';

/** When a row's pool is over target and exhausted, in each course of demand. */
export interface InstantColumns {
  readonly overTargetAtP50: Date | null;
  readonly overTargetAtPlanning: Date | null;
  readonly overTargetAtP99: Date | null;
  readonly exhaustionAtP50: Date | null;
  readonly exhaustionAtPlanning: Date | null;
  readonly exhaustionAtP99: Date | null;
}

export interface Instants {
  readonly overTargetAt: InstantByQuantile;
  readonly exhaustionAt: InstantByQuantile;
}

export function toInstantColumns({ overTargetAt, exhaustionAt }: Instants): InstantColumns {
  return {
    overTargetAtP50: toDate(overTargetAt.p50),
    overTargetAtPlanning: toDate(overTargetAt.planning),
    overTargetAtP99: toDate(overTargetAt.p99),
    exhaustionAtP50: toDate(exhaustionAt.p50),
    exhaustionAtPlanning: toDate(exhaustionAt.planning),
    exhaustionAtP99: toDate(exhaustionAt.p99),
  };
}

export function toInstants(row: InstantColumns): Instants {
  return {
    overTargetAt: {
      p50: toInstant(row.overTargetAtP50),
      planning: toInstant(row.overTargetAtPlanning),
      p99: toInstant(row.overTargetAtP99),
    },
    exhaustionAt: {
      p50: toInstant(row.exhaustionAtP50),
      planning: toInstant(row.exhaustionAtPlanning),
      p99: toInstant(row.exhaustionAtP99),
    },
  };
}
