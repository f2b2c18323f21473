import { ImportError } from '../import-error.js';
import { parseJson, type JsonWording } from '../parse-json.js';
import { isRecord, listOf, type JsonRecord } from '../terraform/json-value.js';
import { ANSWER_KINDS, kindOf, type AnswerKind } from './answer-kinds.js';

/** One item of an answer, with the row that reads it. */
export interface Item {
  readonly kind: AnswerKind;
  readonly item: JsonRecord;
}

/** What one command or one call of the API answered. */
export interface Answer {
  /** Name of its file, without the folders. */
  readonly file: string;
  readonly items: readonly Item[];
  /** Items of a kind that is not read. */
  readonly skipped: number;
  /** Whether Google said that there is more. */
  readonly incomplete: boolean;
}

const WHAT_IS_READ =
  'valid are answers of the Compute API, and outputs of gcloud with --format=json, such as that of "gcloud compute routers list"';

const WORDING: JsonWording = { whatIsRead: WHAT_IS_READ, writtenBy: 'the command', hintFor };

/** Lists that are empty say of what they are a list by their own kind only. */
const LIST_KIND = /^compute#\w*(?:List|Response)$/;

/**
 * The items of an answer: of a list, of a list by region, of one thing described, or of a bare array as gcloud writes it.
 *
 * @param path what the file is called, with folders or without
 * @throws ImportError `not-json`, `truncated` or `unsupported-format`, with the path
 */
export function readAnswer(text: string, path: string): Answer {
  const content = parseJson(text, WORDING, path);
  const candidates = itemsIn(content);
  const items = candidates.flatMap((item): readonly Item[] => {
    const kind = kindOf(item);
    return kind === undefined ? [] : [{ kind, item }];
  });
  const empty = candidates.length === 0 && isList(content);
  if (items.length === 0 && !empty) throw unreadable(path);
  return {
    file: path.replace(/^.*[\\/]/, ''),
    items,
    skipped: candidates.length - items.length,
    incomplete:
      isRecord(content) && typeof content['nextPageToken'] === 'string' && content['nextPageToken'] !== '',
  };
}

function isList(content: unknown): boolean {
  if (Array.isArray(content)) return true;
  return isRecord(content) && typeof content['kind'] === 'string' && LIST_KIND.test(content['kind']);
}

function itemsIn(content: unknown): readonly JsonRecord[] {
  if (Array.isArray(content)) return content.flatMap(itemsIn);
  if (!isRecord(content)) return [];
  if (Array.isArray(content['items'])) return content['items'].filter(isRecord);
  // By region or zone: `{ "regions/europe-west4": { "routers": […] } }`.
  if (isRecord(content['items']))
    return Object.values(content['items'])
      .filter(isRecord)
      .flatMap((scope) => Object.values(scope).flatMap(listOf).filter(isRecord));
  if (Array.isArray(content['result'])) return content['result'].filter(isRecord);
  return kindOf(content) === undefined && isRecord(content['result']) ? [content['result']] : asItem(content);
}

function asItem(content: JsonRecord): readonly JsonRecord[] {
  return typeof content['kind'] === 'string' &&
    LIST_KIND.test(content['kind']) &&
    kindOf(content) === undefined
    ? []
    : [content];
}

function unreadable(file: string): ImportError {
  const known = ANSWER_KINDS.map(({ command }) => `"${command}"`).join(', ');
  return new ImportError(
    'unsupported-format',
    '',
    null,
    `the document has no item of a kind that is read; ${WHAT_IS_READ}. Read are ${known}`,
    file,
  );
}

function hintFor(text: string): string {
  if (/^\s*ERROR: \(gcloud/.test(text)) return ' but an error message of gcloud';
  if (/^\s*-{3}\s|^\s*[A-Za-z]+:\s/.test(text)) return ' but YAML: give --format=json';
  if (/^[A-Z_]+\s{2,}[A-Z_]+/.test(text)) return ' but a table: give --format=json';
  return '';
}
