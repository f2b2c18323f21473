import { DocumentError, type DocumentProblem } from '../reading/document-error.js';
import { parseJsonText } from './json-text.js';
import { TextError } from './text-error.js';
import { parseYamlText } from './yaml-text.js';

export interface ParseOptions {
  /** Without it: by the ending of `source`, else whichever of the two the text is. */
  readonly format?: 'yaml' | 'json';
  /** A file name or address, for messages. */
  readonly source?: string;
  /** In UTF-8; 5 MiB where not given. */
  readonly maxBytes?: number;
}

const MOST_BYTES = 5 * 1024 * 1024;

/**
 * The value that a YAML 1.2 or JSON text holds: objects, lists, text, finite numbers, true, false and null, no key twice.
 *
 * @throws DocumentError of one problem, with line and column
 */
export function parseDocumentText(text: string, options: ParseOptions = {}): unknown {
  try {
    refuseSize(text, options.maxBytes ?? MOST_BYTES);
    return parse(text, options.format ?? formatOf(options.source));
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new DocumentError(null, [problemOf(error, options.source)]);
  }
}

function refuseSize(text: string, maxBytes: number): void {
  if (text.length * 3 <= maxBytes) return;
  const bytes = text.length > maxBytes ? text.length : new TextEncoder().encode(text).length;
  if (bytes <= maxBytes) return;
  const least = text.length > maxBytes ? 'at least ' : '';
  throw new TextError(
    'too-large',
    `the text has ${least}${String(bytes)} bytes; it must have at most ${String(maxBytes)}`,
    null,
  );
}

function formatOf(source: string | undefined): 'yaml' | 'json' | null {
  if (source === undefined) return null;
  if (/\.json$/i.test(source)) return 'json';
  return /\.ya?ml$/i.test(source) ? 'yaml' : null;
}

function parse(text: string, format: 'yaml' | 'json' | null): unknown {
  if (text.trim() === '')
    throw new TextError('empty-document', 'the text is empty; it must hold a document', null);
  if (format === 'json') return parseJsonText(text);
  if (format === 'yaml' || !/^\uFEFF?\s*[{[]/.test(text)) return parseYamlText(text);
  return parseEither(text);
}

/** A bracket begins JSON, or YAML in flow style. Where it is neither, the JSON reader's message is the better one. */
function parseEither(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (jsonError) {
    if (!(jsonError instanceof TextError) || jsonError.code !== 'syntax') throw jsonError;
    try {
      return parseYamlText(text);
    } catch (yamlError) {
      throw yamlError instanceof TextError && yamlError.code !== 'syntax' ? yamlError : jsonError;
    }
  }
}

function problemOf({ code, message, place }: TextError, source: string | undefined): DocumentProblem {
  const position = place === null ? '' : `line ${String(place.line)}, column ${String(place.column)}: `;
  const compact =
    place === null ? `${source ?? ''}: ` : `${source ?? ''}:${String(place.line)}:${String(place.column)}: `;
  return {
    pointer: '',
    code,
    value: null,
    message: `${source === undefined ? position : compact}${message}`,
    ...(place ?? {}),
  };
}
