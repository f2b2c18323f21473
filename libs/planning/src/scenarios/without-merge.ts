import { DocumentError, isPlainObject, isSameValue } from '@portplan/documents';
import type { PatchOperation, Topology } from '@portplan/engine';
import { createPatch } from 'rfc6902';
import { readTopology } from '../documents/read-document.js';
import { isPlanningError, PlanningError } from '../planning-error.js';
import { ANOTHER_VALUE, NOTHING_THERE, withOverrides } from './overrides.js';

/** A topology just before a merge, just after it, and as it has become since. */
export interface ThreeTopologies {
  readonly before: Topology;
  readonly merged: Topology;
  readonly latest: Topology;
}

/** A topology whose nodes and legs stand under their ids: these stay the same when others come and go. */
type Fields = Readonly<Record<string, unknown>>;

/** One operation of what takes a merge back; `undefined` where there is nothing. */
interface Step {
  readonly path: readonly string[];
  readonly merged: unknown;
  readonly before: unknown;
}

/**
 * The latest topology without what the merge changed: nodes and legs by id, field by field; other lists are whole. A node or
 * leg that comes back stands behind the one that it stood behind before.
 *
 * @throws PlanningError `patch-conflict` for the first field that was changed again since the merge; DocumentError where
 *   what is left is no topology
 */
export function withoutMerge({ before, merged, latest }: ThreeTopologies): Topology {
  const steps = stepsBack(byId(merged), byId(before));
  const changed = steps.reduce((fields, step, index) => taken(fields, step, index), byId(latest));
  return readTopology({
    ...changed,
    nodes: listed(changed['nodes'], latest.nodes, before.nodes),
    legs: listed(changed['legs'], latest.legs, before.legs),
  });
}

/**
 * The overrides that make the latest topology out of the one without the merge: those that were merged, unless their indices
 * stand for other nodes by now.
 */
export function overridesAgain(
  reverted: Topology,
  latest: Topology,
  overrides: readonly PatchOperation[],
): readonly PatchOperation[] {
  return leadTo(latest, reverted, overrides)
    ? overrides
    : (createPatch(reverted, latest) as readonly PatchOperation[]);
}

function leadTo(wanted: Topology, from: Topology, overrides: readonly PatchOperation[]): boolean {
  try {
    return isSameValue(withOverrides(from, overrides), wanted);
  } catch (error) {
    if (isPlanningError(error, 'patch-conflict') || error instanceof DocumentError) return false;
    throw error;
  }
}

interface Identified {
  readonly id: string;
}

function byId(topology: Topology): Fields {
  const under = (parts: readonly Identified[]): Fields =>
    Object.fromEntries(parts.map((part) => [part.id, part]));
  return { ...topology, nodes: under(topology.nodes), legs: under(topology.legs) };
}

function stepsBack(merged: unknown, before: unknown, path: readonly string[] = []): readonly Step[] {
  if (isSameValue(merged, before)) return [];
  if (!isPlainObject(merged) || !isPlainObject(before)) return [{ path, merged, before }];
  const names = new Set([...Object.keys(merged), ...Object.keys(before)]);
  return [...names].flatMap((name) => stepsBack(own(merged, name), own(before, name), [...path, name]));
}

function taken(fields: Fields, step: Step, index: number): Fields {
  const conflict = (reason: string): PlanningError =>
    new PlanningError('patch-conflict', { index, operation: textOf(step), reason, patch: 'revert' });
  const at = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) {
      if (isSameValue(value, step.merged)) return step.before;
      throw conflict(value === undefined ? NOTHING_THERE : ANOTHER_VALUE);
    }
    if (!isPlainObject(value)) throw conflict(value === undefined ? NOTHING_THERE : ANOTHER_VALUE);
    return withField(value, name, at(own(value, name), rest));
  };
  return at(fields, step.path) as Fields;
}

function withField(fields: Fields, name: string, value: unknown): Fields {
  if (value !== undefined) return { ...fields, [name]: value };
  return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name));
}

/** Names are the clients' in part: `constructor` is nothing that an object has of its own. */
function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function textOf({ path, merged, before }: Step): string {
  const operation = merged === undefined ? 'add' : before === undefined ? 'remove' : 'replace';
  const tokens = path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return `${operation} ${tokens.join('')}`.slice(0, 200);
}

function listed(parts: unknown, latest: readonly Identified[], before: readonly Identified[]): unknown[] {
  const order = latest.map(({ id }) => id);
  const known = new Set(order);
  for (const [index, { id }] of before.entries()) {
    const previous = before[index - 1]?.id;
    if (!known.has(id)) order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
    known.add(id);
  }
  return order.flatMap((id) => own(parts as Fields, id) ?? []);
}
