import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { queryLimits } from './query-limits.js';

const SCHEMA = buildSchema('type Query { a: Query b: Int }');

const nested = (depth: number): string => `${'{ a '.repeat(depth - 1)}{ b }${' }'.repeat(depth - 1)}`;
const aliases = (count: number): string =>
  Array.from({ length: count }, (_, at) => `b${String(at)}: b`).join(' ');

function refusalsOf(query: string): readonly string[] {
  return validate(SCHEMA, parse(query), [queryLimits]).map(({ message }) => message);
}

describe('a GraphQL query', () => {
  it('may go twelve fields deep', () => {
    expect(refusalsOf(nested(12))).toEqual([]);
    expect(refusalsOf(nested(13))).toEqual(['The query goes 13 fields deep; 12 are allowed.']);
  });

  it('may ask thirty questions at once, under whatever names', () => {
    expect(refusalsOf(`{ ${aliases(30)} }`)).toEqual([]);
    expect(refusalsOf(`{ ${aliases(31)} }`)).toEqual([
      'The query asks 31 questions at once; 30 are allowed.',
    ]);
    expect(refusalsOf(`{ ...F ... { ${aliases(11)} } } fragment F on Query { ${aliases(20)} }`)).toEqual([
      'The query asks 31 questions at once; 30 are allowed.',
    ]);
  });

  it('may ask for a thousand fields', () => {
    expect(refusalsOf(`{ a { ${aliases(999)} } }`)).toEqual([]);
    expect(refusalsOf(`{ a { ${aliases(1000)} } }`)).toEqual([
      'The query asks for 1001 fields; 1000 are allowed.',
    ]);
  });

  it('gains nothing by fragments within fragments, and costs no time', () => {
    const bomb = Array.from(
      { length: 60 },
      (_, at) => `fragment F${String(at)} on Query { ...F${String(at + 1)} ...F${String(at + 1)} }`,
    );
    expect(refusalsOf(`{ a { ...F0 } } ${bomb.join(' ')} fragment F60 on Query { b }`)).toEqual([
      `The query asks for ${String(2 ** 60 + 1)} fields; 1000 are allowed.`,
    ]);
  });

  it('with a fragment within itself ends here too', () => {
    expect(refusalsOf('{ ...F } fragment F on Query { a { ...F } }')).toEqual([]);
  });

  it('is told each of its excesses under a code of its own', () => {
    const codesOf = (query: string): unknown =>
      validate(SCHEMA, parse(query), [queryLimits]).map(({ extensions }) => extensions['code']);
    expect(codesOf(nested(50))).toEqual(['query-too-deep']);
    expect(codesOf(`{ ${aliases(100)} }`)).toEqual(['query-too-wide']);
    expect(codesOf(`{ a { ${aliases(1000)} } }`)).toEqual(['query-too-large']);
    expect(codesOf(`{ ${aliases(1000)} a { b } }`)).toEqual(['query-too-wide', 'query-too-large']);
  });

  it('has its questions about types and the schema counted, too', () => {
    const types = Array.from({ length: 1000 }, (_, at) => `t${String(at)}: __typename`).join(' ');
    expect(refusalsOf(`{ a { b __typename } __typename }`)).toEqual([]);
    expect(refusalsOf(`{ a { ${types} } }`)).toEqual(['The query asks for 1001 fields; 1000 are allowed.']);
    const schemas = Array.from({ length: 31 }, (_, at) => `s${String(at)}: __schema { types { name } }`);
    expect(refusalsOf(`{ ${schemas.join(' ')} }`)).toEqual([
      'The query asks 31 questions at once; 30 are allowed.',
    ]);
  });

  it('may ask for the whole schema, as tools do', () => {
    expect(refusalsOf(getIntrospectionQuery())).toEqual([]);
  });
});
