import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { problemOf, problemWith, type ProblemDetails } from './problem-details.js';

/** As much of Fastify's reply as an answer needs. */
interface Reply {
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
    const problem = problemFor(thrown, http.getRequest<{ url: string }>().url);
    return sendProblem(http.getResponse<Reply>(), problem);
  }
}

/** Answers with a problem. */
export function sendProblem(reply: Reply, problem: ProblemDetails): unknown {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="portplan"');
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

const logger = new Logger('Problems');

/** What a client is told; of a fault of ours only a number under which the log has the rest. */
export function problemFor(thrown: unknown, url?: string): ProblemDetails {
  const instance = url?.split('?')[0];
  const known = problemOf(thrown, instance);
  if (known !== null) return known;
  const id = randomUUID();
  logger.error(`fault ${id}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  return problemWith('internal-error', `The fault is logged as ${id}.`, [], instance);
}
