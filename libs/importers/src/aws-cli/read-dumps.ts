import { ImportError } from '../import-error.js';
import { parseJson, type JsonWording } from '../parse-json.js';
import { isRecord, listOf, type JsonRecord } from '../terraform/json-value.js';
import { DUMP_KINDS, isDumpKey, type DumpKey } from './dump-kinds.js';

/** What one command of the AWS CLI wrote. */
export interface Dump {
  /** Name of its file, without the folders. */
  readonly file: string;
  readonly key: DumpKey;
  readonly items: readonly JsonRecord[];
  /** Whether AWS said that there is more. */
  readonly incomplete: boolean;
}

const WHAT_IS_READ =
  'valid are outputs of the AWS CLI with --output json and without --query, such as that of "aws ec2 describe-nat-gateways"';

const WORDING: JsonWording = { whatIsRead: WHAT_IS_READ, writtenBy: 'the command', hintFor };

const MORE = ['NextToken', 'nextToken', 'NextMarker'] as const;
/** Keys are shown where they look like keys; anything else might be a value out of place. */
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9]{0,40}$/;
const MOST_KEYS_SHOWN = 5;

/**
 * The outputs in a file: one, or several under their own keys.
 *
 * @param path what the file is called, with folders or without
 * @throws ImportError `not-json`, `truncated` or `unsupported-format`, with the path
 */
export function readDumps(text: string, path: string): readonly Dump[] {
  const content = parseJson(text, WORDING, path);
  if (!isRecord(content)) {
    const kind = Array.isArray(content) ? 'a list, as --query makes it,' : 'no object';
    throw unreadable(`the document is ${kind} and does not say what it is of`, path);
  }
  const keys = Object.keys(content).filter(isDumpKey);
  if (keys.length === 0) throw unreadable(`${found(content)}: that is not an output which is read`, path);
  const incomplete = MORE.some((name) => typeof content[name] === 'string' && content[name] !== '');
  const file = path.replace(/^.*[\\/]/, '');
  return keys.map((key) => ({ file, key, items: itemsOf(content[key]), incomplete }));
}

function itemsOf(value: unknown): readonly JsonRecord[] {
  return isRecord(value) ? [value] : listOf(value).filter(isRecord);
}

function found(content: JsonRecord): string {
  const keys = Object.keys(content).filter((key) => PLAIN_KEY.test(key));
  if (keys.length === 0) return 'the document has no top-level key of a known output';
  const shown = keys.slice(0, MOST_KEYS_SHOWN).join(', ');
  return `the document has the top-level key${keys.length === 1 ? '' : 's'} ${shown}`;
}

function unreadable(what: string, file: string): ImportError {
  const known = Object.entries(DUMP_KINDS).map(([key, { command }]) => `${key} (${command})`);
  return new ImportError(
    'unsupported-format',
    '',
    null,
    `${what}; ${WHAT_IS_READ}. Read are ${known.join(', ')}`,
    file,
  );
}

function hintFor(text: string): string {
  if (/^\s*An error occurred/.test(text)) return ' but an error message of the AWS CLI';
  if (/^\s*-{10,}/.test(text)) return ' but a table: give --output json';
  if (/^\s*[A-Za-z]+:\s/.test(text)) return ' but YAML: give --output json';
  if (/^[A-Z]+\t/.test(text)) return ' but text: give --output json';
  return '';
}
