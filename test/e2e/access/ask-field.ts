import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isLeafType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Answer } from '../../support/application.js';
import { GRAPHQL_TABLE } from './graphql-table.js';
import type { World } from './world.js';

type Kind = 'query' | 'mutation' | 'subscription';
type Field = GraphQLField<unknown, unknown>;

/** Every field of Query, Mutation and Subscription of the running application: `Query.topologies`. */
export async function fieldsOf(world: World): Promise<ReadonlyMap<string, Field>> {
  const schema: GraphQLSchema = buildClientSchema(
    (await world.api.graphql(getIntrospectionQuery())).body.data,
  );
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return new Map(
    types.flatMap((type) =>
      Object.values(type?.getFields() ?? {}).map((field) => [`${type?.name ?? ''}.${field.name}`, field]),
    ),
  );
}

/** Asks a field as its row of the table says, its arguments made anew. */
export async function askField(
  world: World,
  name: string,
  field: Field | undefined,
  token: string | null,
): Promise<Answer> {
  const row = GRAPHQL_TABLE[name];
  if (field === undefined || row === undefined) throw new Error(`There is no ${name}.`);
  const kind = name.split('.')[0]?.toLowerCase() as Kind;
  const path = kind === 'subscription' ? '/graphql/stream' : '/graphql';
  const body = { query: questionOf(kind, field), variables: await row.args(world) };
  return world.api.request('POST', path, { body, token });
}

/** `ok`, or the code of the error: of a problem, or in an answer of GraphQL. */
export function codeOf({ body, text }: Answer): string {
  if (body === null) return /^event: next$/m.test(text) ? 'ok' : text;
  return body.code ?? body.errors?.[0].extensions.code ?? 'ok';
}

/** Asks for a field with all of its arguments as variables, and for as little of it as can be. */
function questionOf(kind: Kind, { name, args, type }: Field): string {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
  const [before, within] = args.length === 0 ? ['', ''] : [`(${declared})`, `(${passed})`];
  return `${kind}${before} { ${name}${within} ${selection} }`;
}
