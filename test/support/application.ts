import 'reflect-metadata';
import { createApi, type ApiOptions } from '@portplan/api';
import { parseDocumentText } from '@portplan/documents';
import { openPersistence } from '@portplan/persistence';
import { SystemClock, Tokens, UuidV7Source, type Role } from '@portplan/planning';
import { readFileSync } from 'node:fs';
import { createDatabase } from './database.js';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON; null where it is none. */
  readonly body: any;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

type Api = Awaited<ReturnType<typeof createApi>>;

/** The real application on a database of its own: one workspace with a token of each role, and another one's admin. */
export interface Application {
  readonly app: Api;
  readonly databaseUrl: string;
  /** Every route of the running application: `get /v1/topologies/:id`. */
  readonly routes: readonly string[];
  readonly tokens: Readonly<Record<Role | 'stranger', string>>;
  /** As an admin unless told otherwise. */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  graphql(query: string, variables?: object, token?: string | null): Promise<Answer>;
  close(): Promise<void>;
}

export async function startApplication(options: ApiOptions = {}): Promise<Application> {
  const database = await createDatabase();
  const persistence = openPersistence(database.url);
  // What is behind a 500 stands in the output of the tests.
  const app = await createApi(persistence, 'error', options);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();

  const ids = new UuidV7Source();
  const issuing = new Tokens(persistence.tokens, ids, new SystemClock());
  const workspace = async (name: string): Promise<string> => {
    const made = { id: ids.next(), name, createdAt: new Date(), exampleLoadedAt: null };
    return (await persistence.workspaces.findOrInsert(made)).id;
  };
  const [ours, theirs] = [await workspace('default'), await workspace('theirs')];
  const issue = async (id: string, role: Role): Promise<string> =>
    (await issuing.issue(id, { name: role, role })).text;
  const tokens = {
    viewer: await issue(ours, 'viewer'),
    planner: await issue(ours, 'planner'),
    admin: await issue(ours, 'admin'),
    stranger: await issue(theirs, 'admin'),
  };

  const request: Application['request'] = async (
    method,
    path,
    { body, token = tokens.admin, headers = {} } = {},
  ) => {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await app.inject({
      method: method as 'GET',
      url: path,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      body: jsonOf(answer.payload),
    };
  };
  return {
    app,
    databaseUrl: database.url,
    routes: (app.getHttpAdapter().getInstance() as unknown as { knownRoutes(): string[] }).knownRoutes(),
    tokens,
    request,
    graphql: (query, variables = {}, token = tokens.admin) =>
      request('POST', '/graphql', { body: { query, variables }, token }),
    close: async () => {
      await app.close();
      await persistence.close();
      await database.drop();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A document of the ticket sale, as a value. */
export function ticketSale(document: 'topology' | 'forecast' | 'policy'): any {
  return parseDocumentText(ticketSaleText(document));
}

export function ticketSaleText(document: 'topology' | 'forecast' | 'policy'): string {
  return readFileSync(new URL(`../../examples/ticket-sale/${document}.yaml`, import.meta.url), 'utf8');
}
