import { PlanningError } from '../planning-error.js';

/** What the values of a sorted list look like in its cursors. */
const VALUES = {
  text: (value: unknown): boolean => typeof value === 'string' && !value.includes('\u0000'),
  instant: (value: unknown): boolean =>
    typeof value === 'string' &&
    (value === 'infinity' || /^\d{4}-\d{2}-\d{2}T[\d:.]{8,15}[+-]\d{2}(:\d{2})?$/.test(value)),
  number: (value: unknown): boolean => typeof value === 'number',
} as const;

const DOCUMENT_FIELDS = { name: 'text', createdAt: 'instant', updatedAt: 'instant' } as const;

/** By what each list can be sorted. */
export const SORT_FIELDS = {
  topologies: DOCUMENT_FIELDS,
  forecasts: DOCUMENT_FIELDS,
  scenarios: {
    ...DOCUMENT_FIELDS,
    status: 'number',
    utilization: 'number',
    exhaustionAt: 'instant',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, keyof typeof VALUES>>>>;

export type SortedList = keyof typeof SORT_FIELDS;

/** One thing that a list is sorted by. */
export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

/** First by the first, among equals by the next; in the end by id, newest first. Newest first alone where there is none. */
export type Sort = readonly SortKey[];

const MOST_KEYS = 3;

/** Reads `-updatedAt,name`. @throws PlanningError `invalid-sort` naming what the list can be sorted by */
export function readSort(list: SortedList, text: string | null | undefined): Sort {
  if (text == null || text === '') return [];
  const known = Object.keys(SORT_FIELDS[list]);
  const keys = text.split(',').map((word) => {
    const descending = word.trim().startsWith('-');
    return { field: word.trim().replace(/^-/, ''), descending };
  });
  const isTwice = new Set(keys.map(({ field }) => field)).size < keys.length;
  if (isTwice || keys.length > MOST_KEYS || keys.some(({ field }) => !known.includes(field)))
    throw new PlanningError('invalid-sort', { given: text.slice(0, 100), known, most: MOST_KEYS });
  return keys;
}

/** Whether a key is one of a list that is sorted so: a JSON array of the sorted values, and the id. */
export function isSortedKey(
  list: SortedList,
  sort: Sort,
  key: string,
  isId: (text: string) => boolean,
): boolean {
  const values = valuesOf(key);
  const fields: Readonly<Record<string, keyof typeof VALUES>> = SORT_FIELDS[list];
  return (
    values.length === sort.length + 1 &&
    sort.every(({ field }, index) => VALUES[fields[field] ?? 'text'](values[index])) &&
    isId(String(values.at(-1)))
  );
}

/** The values in a key. */
export function valuesOf(key: string): readonly unknown[] {
  try {
    const values: unknown = JSON.parse(key);
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}
