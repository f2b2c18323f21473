import { createHash } from 'node:crypto';
import { automaticQueries, listedQueries } from './persisted-queries.js';

const QUERY = '{ profiles { id } }';
const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const asked = (request: object): never => request as never;
const persisted = (query: string): object => ({ version: 1, sha256Hash: hashOf(query) });

describe('queries that are remembered', () => {
  it('are known by their hash once they were given with it', async () => {
    const { getHash, getQueryFromHash, getHashForQuery, saveQuery } = automaticQueries();
    expect(getHash(asked({ extensions: { persistedQuery: persisted(QUERY) } }))).toBe(hashOf(QUERY));
    expect(getHashForQuery?.(QUERY)).toBe(hashOf(QUERY));
    expect(await getQueryFromHash(hashOf(QUERY))).toBeUndefined();
    await saveQuery?.(hashOf(QUERY), QUERY);
    expect(await getQueryFromHash(hashOf(QUERY))).toBe(QUERY);
  });

  it('are a thousand at most, and none of them long', async () => {
    const { getQueryFromHash, saveQuery } = automaticQueries();
    const long = `{ a(b: "${'x'.repeat(10_000)}") }`;
    await saveQuery?.(hashOf(long), long);
    expect(await getQueryFromHash(hashOf(long))).toBeUndefined();
    const queries = Array.from({ length: 1001 }, (_, at) => `{ q${String(at)} }`);
    for (const query of queries) await saveQuery?.(hashOf(query), query);
    const found = await Promise.all(queries.map((query) => getQueryFromHash(hashOf(query))));
    expect(found.filter((query) => query !== undefined)).toHaveLength(1000);
    expect(found[0]).toBeUndefined();
  });
});

describe('queries that are listed', () => {
  const listed = listedQueries(new Map([[hashOf(QUERY), QUERY]]));
  const find = async (request: object): Promise<string | undefined> =>
    listed.getQueryFromHash(listed.getHash(asked(request)));

  it('are answered by their hash or their text', async () => {
    expect(await find({ extensions: { persistedQuery: persisted(QUERY) } })).toBe(QUERY);
    expect(await find({ query: QUERY })).toBe(QUERY);
  });

  it.each([
    [{ query: '{ tokens { nodes { id } } }' }],
    [{ query: '{ tokens { nodes { id } } }', extensions: { persistedQuery: persisted(QUERY) } }],
    [{ extensions: { persistedQuery: persisted('{ a }') } }],
    [{ extensions: { persistedQuery: 5 } }],
    [{ extensions: null }],
    [{}],
  ])('are the only ones: %j is refused', (request) => {
    expect(() => listed.getQueryFromHash(listed.getHash(asked(request)))).toThrow(
      /is not one of the 1 that are answered here/,
    );
    expect(listed.isPersistedQuery(asked(request))).toBe(true);
  });
});
