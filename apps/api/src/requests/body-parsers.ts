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
    return parseDocumentText(text, { format, maxBytes: LARGEST_BODY });
  } catch (error) {
    if (error instanceof DocumentError) throw new RequestError('malformed-body', error.message);
    throw error;
  }
}
