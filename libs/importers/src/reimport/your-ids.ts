import type { Part } from './difference.js';
import type { NewIds } from './rename.js';

/** Fields of legs whose values are ids of nodes. */
const ID_FIELDS: ReadonlySet<string> = new Set(['from', 'to', 'via']);
const VALUES = ['before', 'after', 'base', 'yours', 'imported'] as const;

/** Changes or conflicts in the words of your documents. */
export function withYourIds<T extends Part & { readonly field: string | null }>(
  told: readonly T[],
  { nodes, legs }: NewIds,
): readonly T[] {
  const node = (id: unknown): unknown => (typeof id === 'string' ? (nodes.get(id) ?? id) : id);
  return told.map((each) => {
    const id = (each.part === 'leg' ? legs : nodes).get(each.id) ?? each.id;
    if (each.part !== 'leg' || !ID_FIELDS.has(each.field ?? '')) return { ...each, id };
    const values = VALUES.filter((name) => name in each).map((name) => {
      const value: unknown = Object.entries(each).find(([key]) => key === name)?.[1];
      return [name, Array.isArray(value) ? value.map(node) : node(value)] as const;
    });
    return { ...each, id, ...Object.fromEntries(values) };
  });
}
