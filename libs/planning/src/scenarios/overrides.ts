import type { PatchOperation, Topology } from '@portplan/engine';
import { applyPatch, type Operation } from 'rfc6902';
import { readTopology } from '../documents/read-document.js';
import { isPlanningError, PlanningError } from '../planning-error.js';

const OPERATIONS = ['add', 'remove', 'replace', 'test'] as const;
const MOST_OPERATIONS = 1000;

/** Why an operation does not apply. */
export const NOTHING_THERE = 'there is nothing at this path in the topology';
export const ANOTHER_VALUE = 'the topology has another value there than it was made for';

/** The first operation that does not apply. */
export interface OverrideConflict {
  /** From 0. */
  readonly index: number;
  readonly operation: string;
  readonly reason: string;
}

/**
 * A topology with a scenario's overrides.
 *
 * @throws PlanningError `patch-conflict` for the first operation that does not apply; DocumentError where what comes out is
 *   no topology
 * @see RFC 6902
 */
export function withOverrides(topology: Topology, overrides: readonly PatchOperation[]): Topology {
  if (overrides.length === 0) return topology;
  const changed: unknown = structuredClone(topology);
  const failures = applyPatch(changed, structuredClone(overrides) as Operation[]);
  const index = failures.findIndex((failure) => failure !== null);
  const operation = overrides[index];
  if (operation !== undefined)
    throw new PlanningError('patch-conflict', {
      index,
      operation: `${operation.op} ${operation.path}`.slice(0, 200),
      reason: REASONS[failures[index]?.name ?? ''] ?? 'it is not possible there',
    });
  return readTopology(changed);
}

const REASONS: Readonly<Record<string, string>> = {
  MissingError: NOTHING_THERE,
  TestError: ANOTHER_VALUE,
  InvalidOperationError: 'it is no operation of RFC 6902',
};

/** Which operation stands in the way; null where none does. @throws what is thrown for another reason */
export function conflictOf(apply: () => unknown): OverrideConflict | null {
  try {
    apply();
    return null;
  } catch (error) {
    if (!isPlanningError(error, 'patch-conflict')) throw error;
    const { index, operation, reason } = error.data;
    return { index, operation, reason };
  }
}

/** Overrides as a client gives them. @throws PlanningError `invalid-field` */
export function readOverrides(value: unknown): readonly PatchOperation[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > MOST_OPERATIONS)
    throw wrong('overrides', value, `a list of at most ${String(MOST_OPERATIONS)} operations (RFC 6902)`);
  return value.map(readOperation);
}

function readOperation(value: unknown, index: number): PatchOperation {
  const field = `overrides/${String(index)}`;
  const fields: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const op = OPERATIONS.find((known) => known === fields['op']);
  if (op === undefined) throw wrong(`${field}/op`, fields['op'], `one of ${OPERATIONS.join(', ')}`);
  const { path } = fields;
  if (typeof path !== 'string' || path.length > 1000 || !/^(\/([^~/]|~[01])*)+$/.test(path))
    throw wrong(`${field}/path`, path, 'a JSON Pointer such as /nodes/0/publicIps');
  const unknown = Object.keys(fields).find((name) => !['op', 'path', 'value'].includes(name));
  if (unknown !== undefined)
    throw wrong(
      `${field}/${unknown.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`,
      fields[unknown],
      'left out',
    );
  if (op === 'remove') return { op, path };
  if (!('value' in fields)) throw wrong(`${field}/value`, undefined, 'given');
  return { op, path, value: fields['value'] };
}

function wrong(field: string, value: unknown, expected: string): PlanningError {
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100);
  return new PlanningError('invalid-field', { field, value: shown, expected });
}
