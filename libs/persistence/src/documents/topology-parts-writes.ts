import type { Queries } from '../database/database.js';
import { toJsonText } from '../database/json-text.js';
import { sql } from '../generated/internal/prismaNamespace.js';
import type { LegColumns, NodeColumns } from './topology-parts-mapper.js';

/** Nodes of any number of revisions in one statement, a column each: Prisma takes half a millisecond for a row. */
export async function insertNodes(on: Queries, rows: readonly NodeColumns[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <Name extends keyof NodeColumns>(name: Name): NodeColumns[Name][] =>
    rows.map((row) => row[name]);
  await on.$executeRaw(sql`INSERT INTO topology_node
      (workspace_id, topology_id, revision, position, node_id, kind, profile, node)
    SELECT * FROM unnest(${of('workspaceId')}::uuid[], ${of('topologyId')}::uuid[], ${of('revision')}::integer[],
      ${of('position')}::integer[], ${of('nodeId')}::text[], ${of('kind')}::text[], ${of('profile')}::text[],
      ${of('node')}::text[])`);
}

/** Legs, as {@link insertNodes}. */
export async function insertLegs(on: Queries, rows: readonly LegColumns[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <Name extends keyof LegColumns>(name: Name): LegColumns[Name][] => rows.map((row) => row[name]);
  // PostgreSQL has no lists of lists that differ in length.
  const vias = of('via').map(toJsonText);
  await on.$executeRaw(sql`INSERT INTO topology_leg
      (workspace_id, topology_id, revision, position, leg_id, from_node, to_node, leg, via)
    SELECT workspace_id, topology_id, revision, position, leg_id, from_node, to_node, leg,
      ARRAY(SELECT jsonb_array_elements_text(via::jsonb))
    FROM unnest(${of('workspaceId')}::uuid[], ${of('topologyId')}::uuid[], ${of('revision')}::integer[],
      ${of('position')}::integer[], ${of('legId')}::text[], ${of('fromNode')}::text[], ${of('toNode')}::text[],
      ${of('leg')}::text[], ${vias}::text[])
      AS legs (workspace_id, topology_id, revision, position, leg_id, from_node, to_node, leg, via)`);
}
