import { DocumentError, parseDocumentText } from '@portplan/documents';
import { RequestError } from '@portplan/platform';
import type { FastifyInstance } from 'fastify';

/** Bytes that a request's body may have: a thousand legs are a tenth of it. */
export const LARGEST_BODY = 8 * 1024 * 1024;

const PARSED_TYPES = [
  { type: 'application/json', format: 'json' },
  { type: /^application\/(.+\+)?ya?ml/, format: 'yaml' },
  { type: /^text\/(x-)?ya?ml/, format: 'yaml' },
] as const;

/** Bodies in JSON and YAML, with the line and column of what cannot be read. */
export function useBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  for (const { type, format } of PARSED_TYPES) {
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, parse(String(body), format));
      } catch (error) {
        done(error as Error);
      }
    });
  }
}

function parse(text: string, format: 'json' | 'yaml'): unknown {
  if (text.trim() === '') return undefined;
  try {
    const body = parseDocumentText(text, { format, maxBytes: LARGEST_BODY });
    if (format === 'yaml') refuseCycles(body, new Set());
    return body;
  } catch (error) {
    if (error instanceof DocumentError) throw new RequestError('malformed-body', error.message);
    throw error;
  }
}

/** An alias within its own anchor makes a value that has no end, for whoever copies or prints it. */
function refuseCycles(value: unknown, around: ReadonlySet<object>): void {
  if (typeof value !== 'object' || value === null) return;
  if (around.has(value)) {
    throw new RequestError(
      'malformed-body',
      'the YAML has an alias within its own anchor; it must stand behind it',
    );
  }
  const within = new Set(around).add(value);
  for (const part of Object.values(value)) refuseCycles(part, within);
}
