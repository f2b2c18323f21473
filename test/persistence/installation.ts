import { readFile } from 'node:fs/promises';
import { parseDocumentText } from '@portplan/documents';
import { openPersistence, type Persistence } from '@portplan/persistence';
import {
  Authenticate,
  Clock,
  Forecasts,
  InProcessPlanner,
  PinnedDocuments,
  Runs,
  RunScenario,
  Scenarios,
  Tokens,
  Topologies,
  TopologyReader,
  UuidV7Source,
  type Caller,
} from '@portplan/planning';
import pg from 'pg';
import { createDatabase } from '../support/database.js';

/** A clock that stands until it is set. */
class StandingClock extends Clock {
  at = new Date('2026-12-01T08:00:00.000Z');

  override now(): Date {
    return this.at;
  }

  pass(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }
}

/** All use cases over a database of their own, with two workspaces. */
export interface Installation {
  readonly url: string;
  readonly persistence: Persistence;
  readonly clock: StandingClock;
  readonly topologies: Topologies;
  readonly forecasts: Forecasts;
  readonly scenarios: Scenarios;
  readonly runs: Runs;
  readonly runScenario: RunScenario;
  readonly tokens: Tokens;
  readonly authenticate: Authenticate;
  readonly admin: Caller;
  /** An admin of the other workspace. */
  readonly stranger: Caller;
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export async function install(): Promise<Installation> {
  const database = await createDatabase();
  const persistence = openPersistence(database.url);
  const { topologies, forecasts, scenarios, runs, tokens } = persistence;
  const clock = new StandingClock();
  const ids = new UuidV7Source();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const adminOf = async (name: string): Promise<Caller> => {
    const empty = { id: ids.next(), name, createdAt: clock.now(), exampleLoadedAt: null };
    const { id: workspaceId } = await persistence.workspaces.findOrInsert(empty);
    return { workspaceId, tokenId: ids.next(), role: 'admin' };
  };
  return {
    url: database.url,
    persistence,
    clock,
    topologies: new Topologies(topologies, new TopologyReader(persistence.profiles), ids, clock),
    forecasts: new Forecasts(forecasts, ids, clock),
    scenarios: new Scenarios(scenarios, topologies, forecasts, ids, clock),
    runs: new Runs(runs),
    runScenario: new RunScenario(
      new PinnedDocuments(scenarios, topologies, forecasts),
      runs,
      new InProcessPlanner(),
      ids,
      clock,
    ),
    tokens: new Tokens(tokens, ids, clock),
    authenticate: new Authenticate(tokens, clock),
    admin: await adminOf('ours'),
    stranger: await adminOf('theirs'),
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    close: async () => {
      await client.end();
      await persistence.close();
      await database.drop();
    },
  };
}

/** A document of the repository's example, under another name where one is given. */
export async function example(
  document: 'topology' | 'forecast' | 'policy',
  name?: string,
): Promise<Record<string, unknown>> {
  const file = new URL(`../../examples/ticket-sale/${document}.yaml`, import.meta.url);
  const value = parseDocumentText(await readFile(file, 'utf8')) as Record<string, unknown>;
  return name === undefined ? value : { ...value, name };
}

/** Every item of a list, read in pages of the given size. */
export async function allPages<T>(
  read: (after: string | null) => Promise<{
    readonly edges: readonly { readonly node: T }[];
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
  }>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await read(after);
    items.push(...page.edges.map(({ node }) => node));
    if (!page.hasNextPage) return items;
    after = page.endCursor;
  }
}
