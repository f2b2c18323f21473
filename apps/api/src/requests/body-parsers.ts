import { RequestError } from '@portplan/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { readText, type BodyOutcome } from './read-text.js';
import { YamlReader } from './yaml-reader.js';

const MEBIBYTE = 1024 * 1024;

/** Bytes that a request's body may have: a thousand legs are a tenth of it. */
export const LARGEST_BODY = 8 * MEBIBYTE;

/** YAML takes fifty times as long to read as JSON. */
const LARGEST_YAML = 2 * MEBIBYTE;

/** Other programs' output is longer than what people write. */
const LARGEST_IMPORT = 32 * MEBIBYTE;

const PARSED_TYPES = [
  { type: 'application/json', format: 'json', limit: LARGEST_IMPORT },
  { type: /^application\/(.+\+)?ya?ml\s*(;|$)/, format: 'yaml', limit: LARGEST_YAML },
  { type: /^text\/(x-)?ya?ml\s*(;|$)/, format: 'yaml', limit: LARGEST_YAML },
] as const;

/** Bodies in JSON and YAML, with the line and column of what cannot be read. */
export function useBodyParsers(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/v1/imports/')) route.bodyLimit = LARGEST_IMPORT;
  });
  const yaml = new YamlReader((why) => {
    fastify.log.error(why, 'the thread that reads YAML was lost');
  });
  fastify.addHook('onClose', () => yaml.close());
  fastify.removeAllContentTypeParsers();
  for (const { type, format, limit } of PARSED_TYPES) {
    fastify.addContentTypeParser(
      type,
      { parseAs: 'buffer' },
      async (request: FastifyRequest, body: Buffer) => {
        const text = textOf(request, body);
        if (text.trim() === '') return undefined;
        const asked = { text, format, maxBytes: Math.min(limit, request.routeOptions.bodyLimit) };
        return valueIn(format === 'json' ? readText(asked) : await yaml.read(asked));
      },
    );
  }
}

/** @throws RequestError `unsupported-media-type` for other encodings than UTF-8 as it is; `malformed-body` where the bytes are none */
function textOf({ headers }: FastifyRequest, body: Buffer): string {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding !== 'identity') {
    const message = `Content-Encoding is ${coding.slice(0, 50)}; a body is taken as it is, without Content-Encoding.`;
    throw new RequestError('unsupported-media-type', message);
  }
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
    const message = `Content-Type says charset=${charset.slice(0, 50)}; a body must be in UTF-8.`;
    throw new RequestError('unsupported-media-type', message);
  }
  if (isUtf8(body)) return body.toString('utf8');
  throw new RequestError(
    'malformed-body',
    'The body has bytes that are not UTF-8; it must be text in UTF-8.',
  );
}

function valueIn(outcome: BodyOutcome): unknown {
  if ('value' in outcome) return outcome.value;
  const { isTooLarge, message } = outcome.refusal;
  throw new RequestError(isTooLarge ? 'body-too-large' : 'malformed-body', message);
}

/** What Fastify says of a body, with what would be valid. */
export function worded(error: unknown, request: FastifyRequest): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const length = request.headers['content-length'];
    const limit = `it may have ${String(request.routeOptions.bodyLimit)} at most`;
    const given = length === undefined ? 'too many bytes' : `${length} bytes`;
    return new RequestError('body-too-large', `The body has ${given}; ${limit}.`);
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const given = (request.headers['content-type'] ?? 'missing').slice(0, 100);
    const valid = 'it must be application/json or application/yaml';
    return new RequestError('unsupported-media-type', `Content-Type is ${given}; ${valid}.`);
  }
  return error;
}
