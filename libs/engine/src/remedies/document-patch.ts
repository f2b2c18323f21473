import type { PatchOperation } from '../plan/result.js';
import type { Topology } from '../topology/topology.js';

type List = 'nodes' | 'legs';

/**
 * The operations that give a field of a node or leg a value, guarded by a test that the index still is the one meant.
 * Objects on the way that the document does not have come into being with it.
 *
 * @param field names from the node or leg down, such as `['host', 'sourceIps']`
 */
export function settingField(
  topology: Topology,
  list: List,
  id: string,
  field: readonly string[],
  value: unknown,
): readonly PatchOperation[] {
  const { index, item } = itemOf(topology, list, id);
  const path = [list, String(index)];
  let at: unknown = item;
  for (const [depth, name] of field.entries()) {
    path.push(name);
    const inner = memberOf(at, name);
    const last = depth === field.length - 1;
    if (inner === undefined || last) {
      const op = inner === undefined ? 'add' : 'replace';
      const nested = field
        .slice(depth + 1)
        .reduceRight<unknown>((wrapped, key) => ({ [key]: wrapped }), value);
      return [guard(list, index, id), { op, path: pointer(path), value: nested }];
    }
    at = inner;
  }
  return [];
}

/** The operations that take a node off a leg's path. */
export function leavingOut(topology: Topology, legId: string, via: string): readonly PatchOperation[] {
  const { index, item } = itemOf(topology, 'legs', legId);
  const path = [...((item as Topology['legs'][number]).via ?? [])];
  const position = path.indexOf(via);
  return [
    guard('legs', index, legId),
    { op: 'test', path: pointer(['legs', String(index), 'via', String(position)]), value: via },
    { op: 'remove', path: pointer(['legs', String(index), 'via', String(position)]) },
  ];
}

function guard(list: List, index: number, id: string): PatchOperation {
  return { op: 'test', path: pointer([list, String(index), 'id']), value: id };
}

function itemOf(
  topology: Topology,
  list: List,
  id: string,
): { readonly index: number; readonly item: object } {
  const items: readonly { readonly id: string }[] = topology[list];
  const index = items.findIndex((item) => item.id === id);
  const item = items[index];
  if (item === undefined) throw new RangeError(`"${id}" is not among the ${list}`);
  return { index, item };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function pointer(tokens: readonly string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
