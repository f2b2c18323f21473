import { ConfigurationError } from '@portplan/platform';
import { parse } from 'graphql';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ListedQueries } from './persisted-queries.js';

const VALID =
  'the path of a JSON file that has an object with the text of each query under its SHA-256 in hexadecimal';

/**
 * The queries that are answered, as Relay's compiler and GraphQL Code Generator write them.
 *
 * @throws ConfigurationError where the file cannot be read, is no such object, or has a text that is no query or not of that hash
 */
export function readListedQueries(path: string, variable: string): ListedQueries {
  const found: unknown = readJson(path, variable);
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new ConfigurationError(`${variable} is "${path}", which has no object; it must be ${VALID}`);
  const queries = Object.entries(found);
  const faults = queries.flatMap(([hash, query]) => faultsOf(hash, query));
  if (faults.length > 0)
    throw new ConfigurationError(faults.map((fault) => `${variable}: in "${path}", ${fault}`).join('\n'));
  return new Map(queries as [string, string][]);
}

function readJson(path: string, variable: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${variable} is "${path}": ${reason}; it must be ${VALID}`);
  }
}

function faultsOf(hash: string, query: unknown): readonly string[] {
  if (typeof query !== 'string') return [`${hash} is no text; it must be a GraphQL query`];
  const actual = createHash('sha256').update(query, 'utf8').digest('hex');
  if (actual !== hash) return [`a query stands under ${hash}; its SHA-256 is ${actual}`];
  try {
    parse(query);
    return [];
  } catch (error) {
    return [`${hash} is no GraphQL query: ${error instanceof Error ? error.message : String(error)}`];
  }
}
