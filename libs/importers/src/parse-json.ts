import { ImportError } from './import-error.js';

/** What messages say of a source whose JSON cannot be read. */
export interface JsonWording {
  /** The end of a message: `valid are …`. */
  readonly whatIsRead: string;
  /** The command whose whole output is wanted. */
  readonly writtenBy: string;
  /** What a text that is no JSON probably is, as it continues "is not JSON"; empty where that is not known. */
  readonly hintFor: (text: string) => string;
}

/**
 * The value of a JSON text. JSON.parse's own messages quote the document, which may hold secrets: they are replaced.
 *
 * @throws ImportError `not-json` or `truncated`
 */
export function parseJson(
  text: string,
  { whatIsRead, writtenBy, hintFor }: JsonWording,
  file: string | null = null,
): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (json.trim() === '')
      throw new ImportError('truncated', '', null, `the document is empty; ${whatIsRead}`, file);
    const at = positionIn(reason, json);
    if (at === json.length && endsEarly(json)) {
      const message = `the JSON ends in the middle, after ${String(json.length)} characters; write the whole output of ${writtenBy} to the file`;
      throw new ImportError('truncated', '', null, message, file);
    }
    throw new ImportError(
      'not-json',
      '',
      null,
      `the document is not JSON${hintFor(json) || placeOf(json, at)}; ${whatIsRead}`,
      file,
    );
  }
}

/** Where V8 found the fault: of its message nothing but this is taken. A text that is not closed ends where the document does. */
function positionIn(reason: string, json: string): number | null {
  if (/end of JSON input|Unterminated string/.test(reason)) return json.length;
  const [, position] = /JSON at position (\d+)/.exec(reason) ?? [];
  return position === undefined ? null : Number(position);
}

/** As people count; nothing where V8 did not say, or where no part of the text is JSON. */
function placeOf(json: string, at: number | null): string {
  if (at === null || at === 0) return '';
  const before = json.slice(0, at);
  const line = before.split('\n').length;
  return ` from line ${String(line)}, column ${String(at - before.lastIndexOf('\n'))} on`;
}

/** Whether brackets are still open where the text ends. */
function endsEarly(json: string): boolean {
  const outside = json.replace(/"(?:[^"\\]|\\.)*(?:"|$)/gs, '');
  const opened = outside.match(/[[{]/g)?.length ?? 0;
  const closed = outside.match(/[\]}]/g)?.length ?? 0;
  return opened > closed;
}
