// The least that gives the same answers: Fastify and pg, one handler a question, no framework between, no checks of input.
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { readForecast, readPolicy, readTopology } from '@portplan/documents';
import { plan } from '@portplan/engine';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify({ logger: false });

const TOKEN = 'SELECT workspace_id, id, role, expires_at, revoked_at FROM token WHERE hash = $1';
const ONE = `SELECT r.document, r.revision, r.created_at AS updated_at, r.created_by, t.created_at,
    t.tags, t.own_labels, t.marking
  FROM topology_revision r JOIN topology t USING (workspace_id)
  WHERE r.workspace_id = $1 AND r.topology_id = $2 AND r.superseded_at IS NULL AND t.id = r.topology_id`;
const PAGE = `SELECT id, name, description, labels, tags, marking, revision, created_at, updated_at
  FROM topology WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2`;
const COUNT = 'SELECT count(*)::int AS total FROM topology WHERE workspace_id = $1';

/** Every request says who it is; this one asks the database as the service does. */
async function workspaceOf({ headers }) {
  const hash = createHash('sha256').update(headers.authorization.slice('Bearer '.length)).digest('hex');
  const { rows } = await pool.query({ name: 'token', text: TOKEN, values: [hash] });
  return rows[0].workspace_id;
}

server.get('/healthz', async () => ({ status: 'ok' }));

server.get('/v1/topologies/:id', async (request) => {
  const workspace = await workspaceOf(request);
  const { rows } = await pool.query({ name: 'one', text: ONE, values: [workspace, request.params.id] });
  const { document, ...head } = rows[0];
  return { id: request.params.id, ...head, document: JSON.parse(document) };
});

server.get('/v1/topologies', async (request) => {
  const workspace = await workspaceOf(request);
  const limit = Number(request.query.limit ?? 50);
  const [page, count] = await Promise.all([
    pool.query({ name: 'page', text: PAGE, values: [workspace, limit] }),
    pool.query({ name: 'count', text: COUNT, values: [workspace] }),
  ]);
  return { items: page.rows, totalCount: count.rows[0].total };
});

server.post('/v1/calculations', async (request) => {
  await workspaceOf(request);
  const { topology, forecast, policy } = request.body;
  return plan(readTopology(topology), readForecast(forecast), readPolicy(policy));
});

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
