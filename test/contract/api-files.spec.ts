import { openApiOf } from '@portplan/api';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import { startApplication, type Application } from '../support/application.js';

const UPDATE = process.env['UPDATE'] === '1';

/** Holds a committed file against what the running application says; `UPDATE=1` writes it anew. */
function expectCommitted(name: string, current: string): void {
  const file = new URL(`../../docs/api/${name}`, import.meta.url);
  if (UPDATE) writeFileSync(file, current);
  expect(readFileSync(file, 'utf8')).toBe(current);
}

describe('the committed contracts are those of the running application (UPDATE=1 npm test -- test/contract renews them)', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('docs/api/openapi.json', () => {
    expectCommitted('openapi.json', `${JSON.stringify(openApiOf(api.app), null, 2)}\n`);
  });

  it('tell every operation under a heading that says what it is about, and have no heading without one', () => {
    const { tags, paths } = openApiOf(api.app);
    const used = Object.values(paths).flatMap((path) =>
      Object.values(path as Record<string, { readonly tags: readonly string[] }>).flatMap(
        (each) => each.tags,
      ),
    );
    expect(new Set(tags?.map(({ name }) => name))).toEqual(new Set(used));
  });

  it('docs/api/schema.graphql', () => {
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    expectCommitted('schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`);
  });
});
