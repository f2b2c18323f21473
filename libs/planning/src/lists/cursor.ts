import { PlanningError } from '../planning-error.js';
import { UUID } from './identifier.js';

const ID = new RegExp(`^${UUID}$`);
const REVISION = /^[1-9][0-9]{0,8}$/;
const COUNTER = /^[1-9][0-9]{0,17}$/;
const ROW = new RegExp(`^${UUID}:[0-9]{1,9}$`);

/** The lists that have cursors, and what an item's key looks like there. */
const KEYS = {
  topologies: ID,
  'topology-nodes': ROW,
  'topology-legs': ROW,
  forecasts: ID,
  revisions: REVISION,
  scenarios: ID,
  runs: ID,
  'run-resources': ROW,
  'run-nat-gateways': ROW,
  'run-recommendations': ROW,
  tokens: ID,
  workspaces: ID,
  'audit-entries': COUNTER,
} as const;

export type CursorKind = keyof typeof KEYS;

/** Opaque to clients, so that the order of a list can change without a new version of the API. */
export function encodeCursor(kind: CursorKind, key: string): string {
  return Buffer.from(`${kind}/${key}`).toString('base64url');
}

/** The key in a cursor. @throws PlanningError `invalid-cursor` for a cursor of another list, or none at all. */
export function decodeCursor(kind: CursorKind, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const key = text.slice(kind.length + 1);
  if (!text.startsWith(`${kind}/`) || !KEYS[kind].test(key)) {
    throw new PlanningError('invalid-cursor', { cursor: cursor.slice(0, 100) });
  }
  return key;
}
