import { isPlanningError, type FirstRequest, type KeptAnswer, type OnceOnly } from '@portplan/planning';
import { callerOf, problemFor, RequestError, sendProblem, type KnownRequest } from '@portplan/platform';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const IDEMPOTENCY_KEY = 'idempotency-key';

/** Configuration of a route whose answer holds a secret: it is shown once, and never kept. */
export const SHOWN_ONCE = { shownOnce: true } as const;

/** What of an answer is repeated with it. */
const REPEATED_HEADERS = ['content-type', 'etag', 'location', 'preference-applied', 'x-next-cursor'];

const FIRST_REQUESTS = new WeakMap<FastifyRequest, FirstRequest>();

/**
 * `Idempotency-Key` on every POST of the REST API (draft-ietf-httpapi-idempotency-key-header-07): what was carried out is
 * answered again, and not done again. The answer is kept in the transaction of the change itself.
 */
export function useIdempotencyKeys(fastify: FastifyInstance, once: OnceOnly): void {
  fastify.addHook('preHandler', (request, reply, done) => {
    if (!isKeyed(request)) {
      done();
      return;
    }
    begin(request, once).then(
      (begun) => {
        if ('transaction' in begun) {
          FIRST_REQUESTS.set(request, begun);
          begun.transaction.within(done);
        } else repeat(begun, reply);
      },
      (thrown: unknown) => sendProblem(reply, problemFor(thrown, request)),
    );
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const first = FIRST_REQUESTS.get(request);
    if (first === undefined) {
      done(null, payload);
      return;
    }
    FIRST_REQUESTS.delete(request);
    settle(first, request, reply, payload).then((settled) => {
      done(null, settled);
    }, done);
  });
}

function isKeyed({ method, headers, url }: FastifyRequest): boolean {
  return method === 'POST' && headers[IDEMPOTENCY_KEY] !== undefined && url.startsWith('/v1/');
}

async function begin(request: FastifyRequest, once: OnceOnly): Promise<KeptAnswer | FirstRequest> {
  const given = request.headers[IDEMPOTENCY_KEY];
  const key = keyOf([given].flat().join(', '));
  return once.begin(callerOf(request as KnownRequest), key, fingerprintOf(request));
}

/** A key: as the draft has it in quotation marks (RFC 8941, section 3.3.3), or without. @throws RequestError `invalid-idempotency-key` */
export function keyOf(header: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header.trim());
  const key = quoted?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? header.trim();
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new RequestError(
    'invalid-idempotency-key',
    `Idempotency-Key has ${String(key.length)} characters: it must be 1 to 255 printable characters of ASCII, such as a UUID.`,
  );
}

/** Of all that decides what a request does: two with the same one ask the same. */
function fingerprintOf({ method, url, headers, body }: FastifyRequest): string {
  const asked = [method, url, headers['if-match'], headers['prefer'], body];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function repeat({ status, headers, body }: KeptAnswer, reply: FastifyReply): void {
  void reply.code(status).headers({ ...headers, 'idempotent-replayed': 'true' });
  void reply.send(body);
}

/** Keeps what was carried out with its answer; a problem is none, and the same request may be sent again. */
async function settle(
  first: FirstRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (reply.statusCode >= 300) {
    await first.refused();
    return payload;
  }
  const kept = REPEATED_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const isSecret = 'shownOnce' in request.routeOptions.config;
  const body = isSecret ? null : typeof payload === 'string' ? payload : '';
  try {
    await first.answered({ status: reply.statusCode, headers: Object.fromEntries(kept), body });
    return payload;
  } catch (thrown) {
    return refusal(thrown, request, reply);
  }
}

/** What is answered instead, where nothing could be stored in the end. */
function refusal(thrown: unknown, request: FastifyRequest, reply: FastifyReply): string {
  const problem = problemFor(thrown, request);
  for (const name of REPEATED_HEADERS) void reply.removeHeader(name);
  void reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8');
  if (isPlanningError(thrown, 'request-under-way')) void reply.header('retry-after', '1');
  return JSON.stringify(problem);
}
