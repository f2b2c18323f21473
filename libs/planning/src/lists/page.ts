import { PlanningError } from '../planning-error.js';
import { decodeCursor, encodeCursor, type CursorKind } from './cursor.js';
import type { Sort } from './sort.js';

const DEFAULT_PAGE_SIZE = 50;
export const LARGEST_PAGE_SIZE = 200;

/** Nobody pages through more: counting stops here, so that a list of millions costs no more than one of thousands. */
export const MOST_COUNTED = 10_000;

/** Which part of a list is wanted: the `first` so many items `after` a cursor. */
export interface PageRequest {
  /** 1 to 200; 50 where not given. */
  readonly first?: number | undefined;
  /** A cursor of the same list; the beginning where not given. */
  readonly after?: string | null | undefined;
  /** Whether the whole list is to be counted too; it is where not given. */
  readonly counted?: boolean;
  /** Newest first where not given. */
  readonly sort?: Sort | undefined;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A part of a list. `endCursor` is null where the page is empty. */
export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  /** Items in the whole list, under the same filter; {@link MOST_COUNTED} stands for at least so many, null where nobody asked. */
  readonly totalItems: number | null;
}

/** What a store is asked for: so many items beyond the one with this key. */
export interface Keyset {
  readonly limit: number;
  readonly after: string | null;
  /** Whether to count the whole list, too. */
  readonly counted: boolean;
  /** Newest first where there is none; only lists of `SORT_FIELDS` have any. */
  readonly sort: Sort;
}

/** What a store answers. */
export interface Slice<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
  /** Null where it was not to be counted. */
  readonly totalItems: number | null;
  /** Keys of the items, where the list is sorted. */
  readonly keys?: readonly string[];
}

/** @throws PlanningError `invalid-page-size`, `invalid-cursor` */
export function toKeyset(
  kind: CursorKind,
  { first = DEFAULT_PAGE_SIZE, after, counted = true, sort = [] }: PageRequest,
): Keyset {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE_SIZE) {
    throw new PlanningError('invalid-page-size', { first, largest: LARGEST_PAGE_SIZE });
  }
  return { limit: first, after: after == null ? null : decodeCursor(kind, after, sort), counted, sort };
}

/**
 * Its cursor is made when it is asked for: most who read a page ask for that of its last edge alone. A class, because an object
 * that is written with a getter is slow to make, and keeps its row alive until the next full garbage collection.
 */
class ListedEdge<T> implements Edge<T> {
  readonly #at: number;
  readonly #cursorOf: (node: T, at: number) => string;

  constructor(
    readonly node: T,
    at: number,
    cursorOf: (node: T, at: number) => string,
  ) {
    this.#at = at;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node, this.#at);
  }
}

export function toPage<T>(
  kind: CursorKind,
  slice: Slice<T>,
  keyOf: (item: T) => string,
  sort: Sort = [],
): Page<T> {
  const cursorOf = (node: T, at: number) => encodeCursor(kind, slice.keys?.[at] ?? keyOf(node), sort);
  const edges = slice.items.map((node, at) => new ListedEdge(node, at, cursorOf));
  return {
    edges,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: slice.hasMore,
    totalItems: slice.totalItems,
  };
}

/** What a filter that nothing can match finds. */
export const EMPTY_SLICE: Slice<never> = { items: [], hasMore: false, totalItems: 0 };
