// Fills a database with copies of one stored example: as many topologies, each with its scenario, run and rows.
// Copies go by the columns that the tables have today, so that a new column needs no change here.

/** What identifies a row is made from the number of its copy; everything else is that of the example. */
const COPIES = [
  ['topology', { id: id('a'), name: named }],
  ['topology_revision', { topology_id: id('a') }],
  ['topology_node', { topology_id: id('a') }],
  ['topology_leg', { topology_id: id('a') }],
  ['scenario', { id: id('b'), name: named, topology_id: id('a'), latest_run_id: () => 'NULL::uuid' }],
  ['run', { id: id('c'), scenario_id: id('b'), topology_id: id('a') }],
  // An older run of each, so that there are more than a million resources to 100,000 topologies.
  ['run', { id: id('9'), scenario_id: id('b'), topology_id: id('a') }],
  ['run_resource', { run_id: id('9') }],
  ['run_nat_gateway', { run_id: id('9') }],
  [
    'run_resource',
    { run_id: id('c'), headroom_factor: varied, peak_utilization: varied, exhaustion_at_planning: later },
  ],
  ['run_nat_gateway', { run_id: id('c'), exhaustion_at_planning: later }],
];

function id(table) {
  return () => `('01900000-0000-7000-8${table}00-' || lpad(to_hex(copy), 12, '0'))::uuid`;
}

function named(column) {
  return `"${column}" || ' ' || copy`;
}

function varied(column) {
  return `"${column}" * (0.1 + (copy * 7919 % 1000) / 500.0)`;
}

function later(column) {
  return `"${column}" + copy % 365 * interval '1 day'`;
}

/**
 * Copies the only topology with what hangs on it.
 *
 * @param client a connection of the database's owner
 * @param from number of the first copy
 * @param to number of the last copy
 */
export async function fill(client, from, to) {
  await client.query('BEGIN');
  for (const [table, replaced] of COPIES) await copy(client, table, replaced, from, to);
  await client.query(
    `UPDATE scenario SET latest_run_id = run.id
     FROM (SELECT DISTINCT ON (scenario_id) scenario_id, workspace_id, id FROM run ORDER BY scenario_id, id DESC) run
     WHERE run.scenario_id = scenario.id AND run.workspace_id = scenario.workspace_id AND scenario.latest_run_id IS NULL`,
  );
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
  // What was filled in is written out now, not while something is timed.
  await client.query('CHECKPOINT');
}

async function copy(client, table, replaced, from, to) {
  const { rows } = await client.query(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const values = columns.map((column) => replaced[column]?.(column) ?? `"${column}"`);
  await client.query(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
     SELECT ${values.join(', ')} FROM (SELECT * FROM "${table}" WHERE ${original(columns)}) example,
       generate_series(${from}, ${to}) copy`,
  );
}

/** Rows of the example: none of its keys is that of a copy. */
function original(columns) {
  const keys = columns.filter((column) => ['id', 'topology_id', 'run_id'].includes(column));
  return keys.map((column) => `"${column}"::text NOT LIKE '01900000-0000-7000-8%'`).join(' AND ');
}
