// The service part of `npm run bench`: all servers in one run, on one machine, on one database.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { parseDocumentText } from '@portplan/documents';
import { migrate, startEmbeddedPostgres } from '@portplan/persistence';
import { firstWorkspace } from '../../scripts/first-workspace.mjs';
import { fill } from './fill.mjs';
import { median } from '../median.mjs';
import { compare } from './load.mjs';
import { startServer } from './servers.mjs';

const FEW = 1_000;
const MANY = Number(process.env.PORTPLAN_BENCH_TOPOLOGIES ?? 100_000);
const EXAMPLE = fileURLToPath(new URL('../../examples/ticket-sale/', import.meta.url));

const LIST = '{ topologies(first: 50) { totalCount edges { node { id name revision updatedAt } } } }';
const LIST_POSTGRAPHILE =
  '{ allTopologies(first: 50, orderBy: PRIMARY_KEY_DESC) { totalCount edges { node { id name revision updatedAt } } } }';
const RUNNING_OUT = `{ natGateways(first: 50, filter: { exhaustedBefore: "2026-12-31T00:00:00Z", needsMoreIps: true })
  { edges { node { topologyId status natGateway { node requiredIps bindingDestination } } } } }`;

/** Questions whose time must not follow the size of the database. */
const QUESTIONS = [
  { name: 'list of topologies', path: '/v1/topologies?limit=50' },
  { name: 'topologies by part of their name', path: '/v1/topologies?limit=50&name=sale%2042' },
  // Which every one of them has: no filter finds more.
  { name: 'topologies by the profile of a node', path: '/v1/topologies?limit=50&profile=aws%2Fnat-gateway' },
  { name: 'scenarios, latest first', path: '/v1/scenarios?limit=50' },
  { name: 'NAT gateways that run out, GraphQL', query: RUNNING_OUT },
];

/** Runs the whole part; answers with a row for each figure. */
export async function bench(report) {
  const folder = mkdtempSync(join(tmpdir(), 'portplan-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') });
  const servers = [];
  const start = async (name, url) => {
    const server = await startServer(name, { DATABASE_URL: url });
    servers.push(server);
    return server;
  };
  try {
    const few = await filledDatabase(postgres.url, 'few', FEW, folder);
    const portplan = await start('portplan', few.url);
    const others = [await start('bare', few.url), await start('postgraphile', few.url)];
    await besideOthers([portplan, ...others], few, report);
    for (const other of others) await other.stop();

    const many = await filledDatabase(postgres.url, 'many', MANY, folder);
    const times = await timesOf([
      { ...few, server: portplan },
      { ...many, server: await start('portplan', many.url) },
    ]);
    for (const { name } of QUESTIONS) report(growthRow(name, ...times.get(name)));
  } finally {
    for (const server of servers) await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A database of its own on the same server, with so many topologies. */
async function filledDatabase(serverUrl, name, topologies, folder) {
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  await connected(serverUrl, (owner) => owner.query(`CREATE DATABASE ${name}`));
  await migrate(url);
  const token = await firstWorkspace(url, join(folder, `token-${name}`));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return connected(url, async (owner) => {
    // What there is to copy is known to the planner before there are many.
    await fill(owner, 1, FEW);
    if (topologies > FEW) await fill(owner, FEW + 1, topologies);
    const { rows } = await owner.query('SELECT id FROM topology LIMIT 1');
    return { url, headers, topologyId: rows[0].id };
  });
}

async function connected(connectionString, work) {
  const owner = new pg.Client({ connectionString });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

async function besideOthers([portplan, bare, postgraphile], { headers, topologyId }, report) {
  const get = (server, path) => ({ name: server.name, request: { url: server.url + path, headers } });
  const post = (server, path, body) => ({
    name: server.name,
    request: { url: server.url + path, headers, method: 'POST', body: JSON.stringify(body) },
  });
  const both = async (what, goal, contender) =>
    report(rateRow(what, await compare([portplan, bare].map(contender)), 'bare', goal));

  await both('one topology', 0.7, (server) => get(server, `/v1/topologies/${topologyId}`));
  await both('a page of 50 topologies', 0.7, (server) => get(server, '/v1/topologies?limit=50'));
  const sale = ticketSale();
  await both('ticket sale calculated', 0.8, (server) => post(server, '/v1/calculations', sale));
  const lists = await compare([
    post(portplan, '/graphql', { query: LIST }),
    post(postgraphile, '/graphql', { query: LIST_POSTGRAPHILE }),
  ]);
  report(rateRow('a page of 50 topologies, GraphQL', lists, 'postgraphile', 1));
}

function ticketSale() {
  const read = (name) => parseDocumentText(readFileSync(join(EXAMPLE, `${name}.yaml`), 'utf8'));
  return { topology: read('topology'), forecast: read('forecast'), policy: read('policy') };
}

/** Milliseconds of each question, asked of the databases by turns, one question after the other; medians of many. */
async function timesOf(databases) {
  const times = new Map();
  for (const question of QUESTIONS) {
    const asked = databases.map(() => []);
    for (let round = 0; round < 110; round += 1) {
      for (const [at, database] of databases.entries()) {
        const time = await timeOf(question, database);
        if (round >= 10) asked[at].push(time);
      }
    }
    times.set(question.name, asked.map(median));
  }
  return times;
}

async function timeOf({ name, path, query }, { server, headers }) {
  const start = performance.now();
  const answer = await fetch(server.url + (path ?? '/graphql'), {
    headers,
    ...(query !== undefined && { method: 'POST', body: JSON.stringify({ query }) }),
  });
  const { errors } = await answer.json();
  if (!answer.ok || errors !== undefined)
    throw new Error(`${name}: ${answer.status} ${JSON.stringify(errors)}`);
  return performance.now() - start;
}

function rateRow(what, results, against, goal) {
  const [ours, theirs] = [results.get('portplan'), results.get(against)];
  return {
    what,
    portplan: `${ours.perSecond.toFixed(0)}/s, p99 ${ours.p99Milliseconds} ms`,
    against: `${against} ${theirs.perSecond.toFixed(0)}/s, p99 ${theirs.p99Milliseconds} ms`,
    ratio: ours.perSecond / theirs.perSecond,
    goal: `at least ${goal}`,
    met: ours.perSecond / theirs.perSecond >= goal,
  };
}

function growthRow(what, few, many) {
  return {
    what: `${what}: ${MANY.toLocaleString('en')} topologies`,
    portplan: `${many.toFixed(1)} ms`,
    against: `${FEW.toLocaleString('en')} topologies ${few.toFixed(1)} ms`,
    ratio: many / few,
    goal: 'at most 3',
    met: many / few <= 3,
  };
}
