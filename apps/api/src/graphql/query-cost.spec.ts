import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { costOf, requireAffordable } from './query-cost.js';

const SCHEMA = buildSchema(
  readFileSync(new URL('../../../../docs/api/schema.graphql', import.meta.url), 'utf8'),
);

const cost = (query: string, variables = {}): number => costOf(SCHEMA, parse(query), variables);

describe('what a GraphQL query may read', () => {
  it('is a page of each list, 50 items where it does not say', () => {
    expect(cost('{ topologies { nodes { id name } } }')).toBe(50 + 50);
    expect(cost('{ topologies(first: 10) { nodes { id } pageInfo { endCursor } } }')).toBe(10 + 10 + 10);
  });

  it('is the product of lists within lists, whichever way their sizes are said', () => {
    const inner = (first: string): string =>
      `scenarios(first: 20) { nodes { runs(first: ${first}) { nodes { id } } } }`;
    expect(cost(`{ ${inner('30')} }`)).toBe(20 + 20 + 20 * 30 + 20 * 30);
    expect(cost(`query ($n: Int) { ${inner('$n')} }`, { n: 30 })).toBe(cost(`{ ${inner('30')} }`));
    expect(cost(`query ($n: Int = 30) { ${inner('$n')} }`)).toBe(cost(`{ ${inner('30')} }`));
    expect(cost(`{ ...F } fragment F on Query { ... { ${inner('30')} } }`)).toBe(cost(`{ ${inner('30')} }`));
  });

  it('counts the costliest of several operations', () => {
    expect(cost('query A { profiles { id } } query B { topologies { nodes { id } } }')).toBe(100);
  });

  it('takes sizes that no list has for those of the nearest that it could have', () => {
    expect(cost('{ topologies(first: 1000000) { nodes { id } } }')).toBe(400);
    expect(cost('{ topologies(first: -5) { nodes { id } } }')).toBe(2);
  });

  it.each([
    'natGateways(first: 200) { nodes { run { result { summary { status } } } topology { name } recommendations { title } } }',
    'scenarios(first: 200) { nodes { topology { name } forecast { name } latestRun { result { resources { id } } } } }',
    'scenarios(first: 100) { nodes { runs { nodes { id } } } }',
    'topologies(first: 200) { nodes { document revisions(first: 20) { nodes { revision } } } }',
  ])('allows %s', (selection) => {
    expect(() => {
      requireAffordable(SCHEMA, parse(`{ ${selection} }`), {});
    }).not.toThrow();
  });

  it('allows tools to ask for the schema', () => {
    expect(cost(getIntrospectionQuery())).toBe(1000);
  });

  it.each([
    'scenarios(first: 200) { nodes { runs(first: 200) { nodes { id } } } }',
    'scenarios(first: 100) { nodes { runs(first: 30) { nodes { result { summary { status } } } } } }',
    Array.from({ length: 30 }, (_, at) => `s${String(at)}: __schema { types { name } }`).join(' '),
  ])('refuses %s', (selection) => {
    expect(() => {
      requireAffordable(SCHEMA, parse(`{ ${selection} }`), {});
    }).toThrow(/^The query may read \d+ objects, .* 20000 are allowed\. Ask for smaller pages/);
  });

  it('counts a plan as a great many rows', () => {
    const sweep = 'sweepScenario(id: "a", input: { parameters: [] }) { status }';
    expect(cost(`{ a: ${sweep} b: ${sweep} }`)).toBe(10_000);
  });

  it('is looked at anew for each value of a variable, and refused as often as it is asked', () => {
    const asked = 'scenarios(first: 200) { nodes { runs(first: $n) { nodes { id } } } }';
    const withVariable = parse(`query ($n: Int!) { ${asked} }`);
    const ask =
      (document: typeof withVariable, variables = {}) =>
      () => {
        requireAffordable(SCHEMA, document, variables);
      };
    expect(ask(withVariable, { n: 1 })).not.toThrow();
    expect(ask(withVariable, { n: 200 })).toThrow();
    expect(ask(withVariable, { n: 1 })).not.toThrow();
    const costly = parse(`{ ${asked.replace('$n', '200')} }`);
    expect(ask(costly)).toThrow();
    expect(ask(costly)).toThrow();
  });
});
