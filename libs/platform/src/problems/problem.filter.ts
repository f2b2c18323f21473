import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PROBLEM_CATALOGUE } from './problem-catalogue.js';
import { challengeFor } from '../access/challenge.js';
import { problemOf, problemWith, type ProblemDetails } from './problem-details.js';

/** As much of Fastify's request as a problem needs. */
export interface FailedRequest {
  readonly id: string;
  readonly url: string;
  readonly log: Readonly<Record<'error' | 'warn', (fields: object, message: string) => void>>;
}

/** As much of Fastify's reply as an answer needs. */
interface Reply {
  readonly request?: { readonly headers: { readonly authorization?: string | undefined } };
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

/**
 * The one place where errors become answers: RFC 9457 problem details over REST; over GraphQL the error goes on, and its
 * formatter asks {@link problemFor} for the same code.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return thrown;
    const http = host.switchToHttp();
    return sendProblem(http.getResponse<Reply>(), problemFor(thrown, http.getRequest<FailedRequest>()));
  }
}

/** Answers with a problem. */
export function sendProblem(reply: Reply, problem: ProblemDetails): unknown {
  const challenge = challengeFor(problem, reply.request?.headers.authorization !== undefined);
  if (challenge !== null) reply.header('www-authenticate', challenge);
  const { retryAfterSeconds } = PROBLEM_CATALOGUE[problem.code];
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** What a client is told; of a fault of ours only the number under which the log has the rest. */
export function problemFor(thrown: unknown, request: FailedRequest): ProblemDetails {
  const instance = request.url.split('?')[0];
  const known = problemOf(thrown, instance);
  if (known !== null) {
    if (known.code === 'storage-unavailable') request.log.warn({ err: thrown }, known.code);
    return known;
  }
  request.log.error({ err: thrown }, 'fault');
  return problemWith('internal-error', `The fault is logged with the request ${request.id}.`, [], instance);
}
