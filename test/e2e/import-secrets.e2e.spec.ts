import { createApi } from '@portplan/api';
import { openPersistence } from '@portplan/persistence';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startApplication, type Application } from '../support/application.js';

const SECRET = 'hunter2-s3cr3t-x9';
const PLAN = readFileSync(new URL('../../examples/terraform-aws-shop/plan.json', import.meta.url), 'utf8');

/** Attributes that commonly hold secrets, in every resource. */
const PLANTED = {
  tags: { Password: SECRET, [SECRET]: 'x' },
  user_data: SECRET,
  password: SECRET,
  description: SECRET,
  environment: [{ variables: { TOKEN: SECRET } }],
  container_definitions: JSON.stringify([{ secret: SECRET }]),
};

/** The plan with secrets in resources, marks, variables, outputs, provider settings and the prior state. */
function plantedPlan(): any {
  const plan = JSON.parse(PLAN);
  const visit = (module: any): void => {
    for (const resource of module.resources ?? []) {
      Object.assign(resource.values, PLANTED);
      resource.sensitive_values = { ...resource.sensitive_values, password: true, environment: true };
    }
    for (const child of module.child_modules ?? []) visit(child);
  };
  visit(plan.planned_values.root_module);
  for (const { change } of plan.resource_changes) Object.assign(change.after, PLANTED);
  plan.prior_state = { format_version: '1.0', values: { root_module: { resources: [{ values: PLANTED }] } } };
  plan.planned_values.outputs = { password: { sensitive: false, value: SECRET } };
  plan.output_changes = { password: { after: SECRET } };
  plan.variables.password = { value: SECRET };
  plan.configuration.provider_config = { aws: { expressions: { secret_key: { constant_value: SECRET } } } };
  plan.configuration.root_module.variables = { password: { default: SECRET } };
  return plan;
}

describe('secrets in what is imported', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('reach neither answers, log nor database, whatever becomes of the import', async () => {
    const lines: string[] = [];
    const persistence = openPersistence(api.databaseUrl);
    const logged = await createApi(persistence, 'trace', { logTo: { write: (line) => lines.push(line) } });
    await logged.init();
    await logged.getHttpAdapter().getInstance().ready();
    const answers: string[] = [];
    const ask = async (url: string, payload: object, headers: object = {}): Promise<any> => {
      const answer = await logged.inject({
        method: 'POST',
        url,
        payload,
        headers: { authorization: `Bearer ${api.tokens.planner}`, ...headers },
      });
      answers.push(answer.payload, JSON.stringify(answer.headers));
      return JSON.parse(answer.payload);
    };

    const source = plantedPlan();
    const { topology } = await ask('/v1/imports/terraform', source);
    const { id } = await ask('/v1/topologies', topology);
    const path = `/v1/topologies/${id}/imports/terraform`;
    const made = await ask(
      path,
      { source, baseRevision: 1 },
      { 'if-match': '"1"', 'idempotency-key': 'one import' },
    );
    expect(made.topology.revision).toBe(2);
    await ask(path, { source, dryRun: true });
    // Refusals too: of the precondition, of the document, of a truncated one, of a field too many.
    await ask(path, { source }, { 'if-match': '"1"' });
    await ask(path, { source: { ...source, format_version: '9.0' }, dryRun: true });
    await ask(path, { source: JSON.stringify(source).slice(0, -9), dryRun: true });
    await ask(path, { source, sorce: { password: SECRET } });
    await ask('/graphql', {
      query: `mutation ($id: ID!, $source: JSON!) {
        importTerraformIntoTopology(id: $id, source: $source) { changes { kind } imported { topology notUnderstood { address reason } } }
      }`,
      variables: { id, source },
    });
    await logged.close();
    await persistence.close();

    expect(answers.join('\n')).not.toContain(SECRET);
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.join('\n')).not.toContain(SECRET);
    const kept = await everythingIn(api.databaseUrl);
    expect(kept).toContain('network-nat-gateway-this-eu-west-1a');
    expect(kept).not.toContain(SECRET);
  });
});

/** Every row of every table, as text. */
async function everythingIn(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const rows: string[] = [];
    for (const { name } of tables.rows) {
      const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      rows.push(...found.rows.map(({ row }) => row));
    }
    return rows.join('\n');
  } finally {
    await client.end();
  }
}
