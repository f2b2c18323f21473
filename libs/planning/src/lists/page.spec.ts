import { encodeCursor } from './cursor.js';
import { EMPTY_SLICE, toKeyset, toPage } from './page.js';

describe('a page', () => {
  it('has 50 items from the beginning where nothing is asked for', () => {
    expect(toKeyset('revisions', {})).toEqual({ limit: 50, after: null, counted: true, sort: [] });
    expect(toKeyset('revisions', { first: 1, after: null, counted: false })).toEqual({
      limit: 1,
      after: null,
      counted: false,
      sort: [],
    });
  });

  it('begins after the item of a cursor', () => {
    expect(toKeyset('revisions', { first: 2, after: encodeCursor('revisions', '7') })).toEqual({
      limit: 2,
      after: '7',
      counted: true,
      sort: [],
    });
  });

  it.each([0, -1, 201, 1.5, NaN])('cannot have %s items', (first) => {
    expect(() => toKeyset('revisions', { first })).toThrow('A page holds 1 to 200 items');
  });

  it('gives each item its cursor, and ends with the last one', () => {
    const slice = { items: [3, 2], hasMore: true, totalItems: 3 };
    const page = toPage('revisions', slice, String);
    expect(page.edges.map(({ node }) => node)).toEqual([3, 2]);
    expect(page).toMatchObject({ hasNextPage: true, totalItems: 3, endCursor: page.edges[1]?.cursor });
    expect(toKeyset('revisions', { after: page.endCursor }).after).toBe('2');
  });

  it('has no end where it is empty', () => {
    expect(toPage('runs', EMPTY_SLICE, String)).toEqual({
      edges: [],
      endCursor: null,
      hasNextPage: false,
      totalItems: 0,
    });
  });
});
