import { crc32 } from 'node:zlib';
import { PlanningError } from '../planning-error.js';
import { isIdentifier, UUID } from './identifier.js';
import { isSortedKey, SORT_FIELDS, type Sort, type SortedList } from './sort.js';

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

/**
 * Opaque to clients, so that the order of a list can change without a new version of the API. The number at its end tells what
 * was cut or changed from what a list gave; it is no secret, and nothing depends on it but the error.
 */
export function encodeCursor(kind: CursorKind, key: string, sort: Sort = []): string {
  const text = `${kind}${sortText(sort)}/${key}`;
  return Buffer.from(`${text}#${checkOf(text)}`).toString('base64url');
}

/** The key in a cursor. @throws PlanningError `invalid-cursor` for a cursor of another list or order, or none at all. */
export function decodeCursor(kind: CursorKind, cursor: string, sort: Sort = []): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const end = text.lastIndexOf('#');
  const before = `${kind}${sortText(sort)}/`;
  const key = text.slice(before.length, end);
  const whole = end > 0 && text.slice(end + 1) === checkOf(text.slice(0, end));
  if (!whole || !text.startsWith(before) || !isKey(kind, key, sort)) {
    throw new PlanningError('invalid-cursor', { cursor: cursor.slice(0, 100) });
  }
  return key;
}

function isKey(kind: CursorKind, key: string, sort: Sort): boolean {
  if (sort.length === 0) return KEYS[kind].test(key);
  return kind in SORT_FIELDS && isSortedKey(kind as SortedList, sort, key, isIdentifier);
}

function sortText(sort: Sort): string {
  return sort.map(({ field, descending }) => `?${descending ? '-' : ''}${field}`).join('');
}

function checkOf(text: string): string {
  return crc32(text).toString(36);
}
