import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readListedQueries } from './read-listed-queries.js';

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'portplan-queries-'));

function listOf(text: string): ReadonlyMap<string, string> {
  const path = join(folder, 'queries.json');
  writeFileSync(path, text);
  return readListedQueries(path, 'PORTPLAN_GRAPHQL_QUERIES');
}

describe('a file of listed queries', () => {
  it('has each query under its hash', () => {
    const query = 'query Profiles { profiles { id } }';
    expect(listOf(JSON.stringify({ [hashOf(query)]: query }))).toEqual(new Map([[hashOf(query), query]]));
  });

  it.each([
    ['{', /PORTPLAN_GRAPHQL_QUERIES is ".*": .*JSON.*; it must be the path of a JSON file/],
    ['[]', /which has no object/],
    ['{"abc": 5}', /abc is no text; it must be a GraphQL query/],
    ['{"abc": "{ a }"}', /a query stands under abc; its SHA-256 is [0-9a-f]{64}/],
    [JSON.stringify({ [hashOf('{ a')]: '{ a' }), /is no GraphQL query: Syntax Error/],
  ])('is refused where it is %s', (text, message) => {
    expect(() => listOf(text)).toThrow(message);
  });

  it('has to be there', () => {
    expect(() => readListedQueries(join(folder, 'none.json'), 'PORTPLAN_GRAPHQL_QUERIES')).toThrow(/ENOENT/);
  });
});
