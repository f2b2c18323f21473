import {
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import { startApplication, ticketSale, type Application } from '../support/application.js';
import { statementsOf } from '../support/statements.js';

const UPDATE = process.env['UPDATE'] === '1';
const BUDGETS = new URL('../budgets/query-counts.json', import.meta.url);

/** Which gateways run out, of what topology and scenario, toward what, and what mends them. */
const GATEWAYS = `query($first: Int) { natGateways(first: $first, filter: { utilizationAbove: 0.01 }) { nodes {
  status peakUtilization exhaustionAt { planning } topology { name } scenario { name }
  natGateway { node bindingDestination requiredIps } recommendations { title patch { op path value } } } } }`;

/** One plain day: the plans matter here only by their number. */
const FORECAST = {
  apiVersion: 'portplan/v1',
  kind: 'Forecast',
  start: '2026-12-12T09:00:00Z',
  stepSeconds: 3600,
  steps: 24,
  demand: [{ source: 'fans', requestsPerSecond: 40_000 }],
};

const FEW = 2;
const MANY = 6;

const TIMEOUT_MILLISECONDS = 90_000;

/** Reads of tables. */
const COUNTED = /^\s*(SELECT|WITH)\b(?!\s*set_config)/i;
/** What can be asked of a schema, list by list. */
class Questions {
  /** Types that are read from the database: those that connections have. What others have comes with them. */
  readonly #entities: ReadonlySet<string>;

  constructor(private readonly schema: GraphQLSchema) {
    const connections = Object.keys(schema.getTypeMap()).filter((name) => name.endsWith('Connection'));
    this.#entities = new Set(connections.map((name) => name.replace(/Connection$/, '')));
  }

  /** The lists that there are, each with a query of all that can be asked of its items. */
  all(): ReadonlyMap<string, string> {
    const lists = Object.values(this.schema.getQueryType()?.getFields() ?? {}).filter((field) =>
      nameOf(field).endsWith('Connection'),
    );
    return new Map(lists.map((field) => [field.name, `query ($first: Int) { ${this.#ofField(field, [])} }`]));
  }

  #ofField(field: Field, path: readonly string[]): string {
    if (field.args.some(isRequiredArgument)) return '';
    const name = nameOf(field);
    const entity = name.replace(/Connection$/, '');
    const type = this.schema.getType(entity);
    if (!isObjectType(type)) return field.name;
    if (path.includes(entity)) return '';
    const below = this.#selectionOf(type, [...path, entity]);
    return name === entity
      ? `${field.name} ${below}`
      : `${field.name}(first: $first) { totalCount nodes ${below} }`;
  }

  /** All that can be asked of a type without arguments; of what is no entity, its plain fields alone. */
  #selectionOf(type: GraphQLObjectType, path: readonly string[]): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => this.#entities.has(type.name) || !isObjectType(this.schema.getType(nameOf(field))),
    );
    return `{ __typename ${fields.map((field) => this.#ofField(field, path)).join(' ')} }`;
  }
}

type Field = GraphQLField<unknown, unknown>;

/** Of a field's type, within lists and whether or not it may be null. */
const nameOf = ({ type }: Field): string => String(type).replaceAll(/[[\]!]/g, '');

describe('how many statements a query takes', () => {
  let api: Application;
  let lists: ReadonlyMap<string, string>;

  beforeAll(async () => {
    api = await startApplication();
    for (let count = 0; count < MANY; count += 1) await addScenario(`number ${String(count)}`);
    lists = new Questions(api.app.get(GraphQLSchemaHost, { strict: false }).schema).all();
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => api.close());

  async function made(path: string, body?: object): Promise<string> {
    const {
      status,
      body: answer,
      text,
    } = await api.request('POST', path, body === undefined ? {} : { body });
    if (status !== 201) throw new Error(text);
    return answer.id as string;
  }

  async function addScenario(name: string): Promise<void> {
    const topologyId = await made('/v1/topologies', { ...ticketSale('topology'), name });
    const forecastId = await made('/v1/forecasts', { ...FORECAST, name });
    await made(`/v1/scenarios/${await made('/v1/scenarios', { name, topologyId, forecastId })}/runs`);
    await made('/v1/tokens', { name, role: 'viewer' });
    await made('/v1/workspaces', { name });
  }

  async function statementsFor(name: string, query: string, first: number): Promise<number> {
    const ask = async (): Promise<void> => {
      const { body } = await api.graphql(query, { first });
      expect(body.errors).toBeUndefined();
      expect([name, body.data[name].nodes.length]).toEqual([name, first]);
    };
    await ask();
    return statementsOf(COUNTED, ask);
  }

  it(
    'grows in no list with its rows, and keeps to test/budgets/query-counts.json (UPDATE=1 renews it)',
    async () => {
      const counts: Record<string, number> = {};
      const questions = [...lists, ['natGateways', GATEWAYS] as const];
      for (const [name, query] of questions) {
        const few = await statementsFor(name, query, FEW);
        expect([name, await statementsFor(name, query, MANY)]).toEqual([name, few]);
        counts[query === GATEWAYS ? 'natGateways with what mends them' : name] = few;
      }
      const text = `${JSON.stringify(counts, null, 2)}\n`;
      if (UPDATE) writeFileSync(BUDGETS, text);
      expect(JSON.parse(readFileSync(BUDGETS, 'utf8'))).toEqual(counts);
    },
    TIMEOUT_MILLISECONDS,
  );
});
