import type { Keyset, Slice } from '@portplan/planning';

/** Newest first: identifiers sort by time. */
export const NEWEST_FIRST = { id: 'desc' } as const;

/** Beyond the item with the cursor's key, in a list that is newest first. */
export function beyondId({ after }: Keyset): { readonly id?: { readonly lt: string } } {
  return after === null ? {} : { id: { lt: after } };
}

/** The parts of a key `parentId:position`. */
export function rowKeyOf(key: string): { readonly parentId: string; readonly position: number } {
  const [parentId = '', position = ''] = key.split(':');
  return { parentId, position: Number(position) };
}

/** One more than the page holds is read, to know whether there is a next page. */
export function takeOf({ limit }: Keyset): { readonly take: number } {
  return { take: limit + 1 };
}

/** A page of what {@link takeOf} read. */
export async function sliceOf<Row, Item>(
  keyset: Keyset,
  reading: Promise<readonly Row[]>,
  count: () => Promise<number>,
  toItem: (row: Row) => Item,
): Promise<Slice<Item>> {
  const [rows, totalItems] = await Promise.all([reading, keyset.counted ? count() : null]);
  return toSlice(keyset, rows, totalItems, toItem);
}

/** A page of rows of which one more than the page holds was read. */
export function toSlice<Row, Item>(
  { limit }: Keyset,
  rows: readonly Row[],
  totalItems: number | null,
  toItem: (row: Row) => Item,
): Slice<Item> {
  return { items: rows.slice(0, limit).map(toItem), hasMore: rows.length > limit, totalItems };
}
