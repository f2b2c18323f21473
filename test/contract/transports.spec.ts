import { buildSchema, getNamedType, isInputObjectType, isObjectType, type GraphQLField } from 'graphql';
import { readFileSync } from 'node:fs';
import { GRAPHQL_ONLY, GRAPHQL_OF, REST_ONLY } from './transports-table.js';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

const read = (name: string): string =>
  readFileSync(new URL(`../../docs/api/${name}`, import.meta.url), 'utf8');
const openApi = JSON.parse(read('openapi.json')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
const schema = buildSchema(read('schema.graphql'));

const OPERATIONS = Object.values(openApi.paths).flatMap((path) => Object.values(path));
const FIELDS = new Map<string, GraphQLField<unknown, unknown>>(
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => [field.name, field]),
  ),
);

/** What one would expect an operation to be called in GraphQL: `Topologies_revise` is reviseTopology. */
function expectedFieldOf(operationId: string): string {
  const [controller = '', verb = ''] = operationId.split('_');
  const [many, one] = [lowerFirst(controller), lowerFirst(singularOf(controller))];
  const reading: Readonly<Record<string, string>> = { list: many, one, revision: one };
  const writing: Readonly<Record<string, string>> = { remove: 'delete' };
  const found = reading[verb] ?? (verb === 'difference' ? `${one}Difference` : undefined);
  return found ?? `${writing[verb] ?? verb}${singularOf(controller)}`;
}

const lowerFirst = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
const singularOf = (word: string): string => word.replace(/ies$/, 'y').replace(/s$/, '');

/** `field`, or `Type.field` where it is not one of Query, Mutation and Subscription. */
function fieldNamed(name: string): GraphQLField<unknown, unknown> | undefined {
  const [type = '', field] = name.split('.');
  if (field === undefined) return FIELDS.get(type);
  const owner = schema.getType(type);
  return isObjectType(owner) ? owner.getFields()[field] : undefined;
}

const counterpartOf = (operationId: string): string =>
  GRAPHQL_OF[operationId] ?? expectedFieldOf(operationId);

/** What can be asked of a field: its arguments, and those of its filter and of its other inputs. */
function questionsOf({ args }: GraphQLField<unknown, unknown>): readonly string[] {
  return args.flatMap((arg) => {
    const type = getNamedType(arg.type);
    return [arg.name, ...(isInputObjectType(type) ? Object.keys(type.getFields()) : [])];
  });
}

/** Of REST alone: what GraphQL says with `first`, with a selection, or not at all. */
const PAGING = ['limit', 'after', 'fields'];
const ANOTHER_NAME: Readonly<Record<string, string>> = {
  status: 'statuses',
  effort: 'efforts',
  tag: 'tags',
};

describe('what REST does, GraphQL does too', () => {
  const both = OPERATIONS.filter(({ operationId }) => !(operationId in REST_ONLY));

  it.each(both.map(({ operationId }) => [operationId, counterpartOf(operationId)]))(
    '%s is %s',
    (_operation, field) => {
      expect(fieldNamed(field)).toBeDefined();
    },
  );

  it.each(both.map((operation) => [operation.operationId, operation] as const))(
    'what %s can be asked, its field can be asked',
    (operationId, { parameters = [] }) => {
      const asked = parameters
        .filter((parameter) => parameter.in === 'query' && !PAGING.includes(parameter.name))
        .map(({ name }) => ANOTHER_NAME[name] ?? name);
      const field = fieldNamed(counterpartOf(operationId));
      expect(field === undefined ? [] : questionsOf(field)).toEqual(expect.arrayContaining(asked));
    },
  );

  it('with the same fields in what is answered', () => {
    const compared = Object.entries(openApi.components.schemas).flatMap(([name, { properties = {} }]) => {
      const type = schema.getType(name);
      return isObjectType(type) ? [{ name, rest: Object.keys(properties), graphql: type.getFields() }] : [];
    });
    expect(compared.length).toBeGreaterThan(30);
    const missing = compared.flatMap(({ name, rest, graphql }) =>
      rest.filter((property) => !(property in graphql)).map((property) => `${name}.${property}`),
    );
    expect(missing).toEqual([]);
  });

  it('but for what the table says is of REST alone, which is there', () => {
    const known = OPERATIONS.map(({ operationId }) => operationId);
    expect(known).toEqual(expect.arrayContaining([...Object.keys(REST_ONLY), ...Object.keys(GRAPHQL_OF)]));
    for (const reason of Object.values(REST_ONLY)) expect(reason).toMatch(/\S{3,} \S+/);
  });

  it('and GraphQL does no more, but for what the table says', () => {
    const counterparts = new Set(both.map(({ operationId }) => counterpartOf(operationId)));
    const more = [...FIELDS.keys()].filter((field) => !counterparts.has(field));
    expect(more.sort()).toEqual(Object.keys(GRAPHQL_ONLY).sort());
  });
});
