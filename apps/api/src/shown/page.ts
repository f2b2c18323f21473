import type { Type } from '@nestjs/common';
import { ObjectType } from '@nestjs/graphql';
import type { Edge, Page } from '@portplan/planning';
import { Shown } from './shown.js';

/** A part of a list over REST. */
export interface ItemPage<T> {
  readonly items: readonly T[];
  /** Give it as `after` to go on; null at the end. */
  readonly nextCursor: string | null;
  readonly totalItems: number;
}

/** A use case's page, as REST shows it. */
export function itemPage<From, To>(page: Page<From>, show: (item: From, at: number) => To): ItemPage<To> {
  return {
    items: page.edges.map(({ node }, at) => show(node, at)),
    nextCursor: page.hasNextPage ? page.endCursor : null,
    // REST always asks.
    totalItems: page.totalItems ?? 0,
  };
}

/** The class of a page over REST, for OpenAPI. */
export function ItemPageOf<T extends object>(item: () => Type<T>, name: string): Type<ItemPage<T>> {
  class ItemPageClass {
    @Shown(item, 'Items, in the list’s order.', { list: true })
    items!: T[];

    @Shown('text', 'Give it as `after` to go on; null at the end.', { nullable: true })
    nextCursor!: string | null;

    @Shown('count', 'Items in the whole list, under the same filter; 10000 stands for at least so many.')
    totalItems!: number;
  }
  Object.defineProperty(ItemPageClass, 'name', { value: `${name}List` });
  return ItemPageClass;
}

@ObjectType({ description: 'Where a page of a connection ends.' })
export class PageInfo {
  @Shown('flag', 'Whether there is more behind it.')
  hasNextPage!: boolean;

  @Shown('flag', 'Whether it does not begin at the beginning.')
  hasPreviousPage!: boolean;

  @Shown('text', 'Cursor of the first edge.', { nullable: true })
  startCursor!: string | null;

  @Shown('text', 'Cursor of the last edge.', { nullable: true })
  endCursor!: string | null;
}

/** A Relay connection. */
export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  /** The same without cursors. */
  readonly nodes: readonly T[];
  readonly pageInfo: Readonly<Pick<PageInfo, keyof PageInfo>>;
  /** Null where the query does not ask. */
  readonly totalCount: number | null;
}

/** Makes the cursor where the query asks for it. */
class ShownEdge<T> {
  readonly #edge: Edge<unknown>;

  constructor(
    edge: Edge<unknown>,
    readonly node: T,
  ) {
    this.#edge = edge;
  }

  get cursor(): string {
    return this.#edge.cursor;
  }
}

/** A use case's page, as GraphQL shows it. */
export function connection<From, To>(
  page: Page<From>,
  after: string | null | undefined,
  show: (item: From) => To,
): Connection<To> {
  const edges = page.edges.map((edge) => new ShownEdge(edge, show(edge.node)));
  return {
    edges,
    nodes: edges.map(({ node: item }) => item),
    totalCount: page.totalItems,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: page.endCursor,
    },
  };
}

/** The class of a Relay connection. */
export function ConnectionOf<T extends object>(node: () => Type<T>, name: string): Type<Connection<T>> {
  @ObjectType(`${name}Edge`)
  class EdgeClass {
    @Shown('text', 'Give it as `after` to go on behind this edge.')
    cursor!: string;

    @Shown(node, 'The item.')
    node!: T;
  }

  @ObjectType(`${name}Connection`)
  class ConnectionClass {
    @Shown(() => EdgeClass, 'Items with their cursors.', { list: true })
    edges!: EdgeClass[];

    @Shown(node, 'The items without their cursors.', { list: true })
    nodes!: T[];

    @Shown(() => PageInfo, 'Where this page ends.')
    pageInfo!: PageInfo;

    @Shown('count', 'Items in the whole list, under the same filter; 10000 stands for at least so many.')
    totalCount!: number;
  }
  return ConnectionClass;
}
