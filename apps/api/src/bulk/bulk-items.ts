import type { BulkItem, DocumentChange, ScenarioChange } from '@portplan/planning';
import { RequestError, type FieldProblem } from '@portplan/platform';
import { expectedState } from '../requests/precondition.js';
import { scenarioOf } from '../scenarios/scenario.input.js';
import { markingsOf } from '../stored/markings.input.js';
import type { ForecastChangeInput, ScenarioChangeInput, TopologyChangeInput } from './bulk.input.js';

type Change = TopologyChangeInput | ForecastChangeInput | ScenarioChangeInput;
type Field = 'id' | 'etag' | 'document' | 'scenario' | 'tags' | 'labels';

/** Changes of documents. @throws RequestError `invalid-field` with each field that is missing or too much */
export function documentItems(
  changes: readonly (TopologyChangeInput | ForecastChangeInput)[],
): readonly BulkItem<DocumentChange>[] {
  requireFields(changes, 'document');
  return changes.map((change) =>
    itemOf(change, { ...markingsOf(change), document: change.document ?? undefined }),
  );
}

/** Changes of scenarios. @throws RequestError `invalid-field` with each field that is missing or too much */
export function scenarioItems(changes: readonly ScenarioChangeInput[]): readonly BulkItem<ScenarioChange>[] {
  requireFields(changes, 'scenario');
  return changes.map((change) => {
    const { scenario } = change;
    return itemOf(change, {
      ...markingsOf(change),
      scenario: scenario == null ? undefined : scenarioOf(scenario),
    });
  });
}

function itemOf<Content>({ action, id, etag }: Change, content: Content): BulkItem<Content> {
  if (action === 'create') return { action, content };
  const place = { id: id ?? '', expected: stateOf(etag ?? '') };
  return action === 'delete' ? { action, ...place } : { action, ...place, content };
}

/** Without the quotation marks of the header, too. */
function stateOf(etag: string): ReturnType<typeof expectedState> {
  return expectedState(etag.startsWith('"') ? etag : `"${etag}"`);
}

function requireFields(changes: readonly Change[], content: 'document' | 'scenario'): void {
  const fields = changes.flatMap((change, index) => problemsOf(change, `/items/${String(index)}`, content));
  if (fields.length === 0) return;
  throw new RequestError('invalid-field', fields.map(({ detail }) => detail).join('; '), fields);
}

function problemsOf(change: Change, at: string, content: 'document' | 'scenario'): readonly FieldProblem[] {
  const { action } = change;
  const values = new Map<string, unknown>(Object.entries(change));
  const problem = (field: Field, expected: string): FieldProblem => ({
    pointer: `${at}/${field}`,
    code: 'invalid-field',
    value: JSON.stringify(values.get(field) ?? null).slice(0, 100),
    detail: `${field} of ${at} ${expected}`,
  });
  const tooMuch = (fields: readonly Field[]): readonly FieldProblem[] =>
    fields.filter((field) => given(values.get(field))).map((field) => problem(field, `is not for ${action}`));
  const missing = (fields: readonly Field[]): readonly FieldProblem[] =>
    fields
      .filter((field) => !given(values.get(field)))
      .map((field) => problem(field, `is needed to ${action}`));
  // A list passes for an object of which nothing is given.
  if (Array.isArray(change)) return [notAnObject(at)];
  if (action === 'create') return [...missing([content]), ...tooMuch(['id', 'etag'])];
  const place = [...missing(['id', 'etag']), ...wrongTag(change.etag, problem)];
  if (action === 'delete') return [...place, ...tooMuch([content, 'tags', 'labels'])];
  const isMarked = given(values.get('tags')) || given(values.get('labels'));
  return isMarked ? place : [...place, ...missing([content])];
}

function notAnObject(pointer: string): FieldProblem {
  return { pointer, code: 'invalid-field', value: '[]', detail: 'each of items must be an object' };
}

function wrongTag(
  etag: string | null | undefined,
  problem: (field: Field, expected: string) => FieldProblem,
): readonly FieldProblem[] {
  if (etag == null || /^"?[1-9]\d{0,8}(\.[1-9]\d{0,8})?"?$/.test(etag)) return [];
  return [problem('etag', 'must be one that was read, such as "3" or "3.1"')];
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}
