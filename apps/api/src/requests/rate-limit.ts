import { RequestError, type KnownRequest } from '@portplan/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CountedCallers } from './counted-callers.js';

/** Requests that are answered within a minute, by each process for itself; 0 for any number. */
export interface RateLimits {
  readonly perToken: number;
  /** Of those who have not said who they are, or not truly. */
  readonly perAddress: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = { perToken: 600_000, perAddress: 6000 };

const SPAN_SECONDS = 60;
/** Of each kind. */
const MOST_CALLERS = 50_000;

/** Counts a request. @throws RequestError `too-many-requests` */
export type CountRequest = (request: FastifyRequest, reply: FastifyReply) => void;

/** Counts requests by token, or by address where there is none. */
export function countRequests({ perToken, perAddress }: RateLimits): CountRequest {
  const tokens = new CountedCallers(SPAN_SECONDS * 1000, MOST_CALLERS);
  const addresses = new CountedCallers(SPAN_SECONDS * 1000, MOST_CALLERS);
  return (request, reply) => {
    const { caller } = request as KnownRequest;
    const most = caller === undefined ? perAddress : perToken;
    if (most === 0) return;
    const now = performance.now();
    const { asked, endsAt } =
      caller === undefined ? addresses.count(request.ip, now) : tokens.count(caller.tokenId, now);
    const seconds = String(Math.ceil((endsAt - now) / 1000));
    // As the IETF's draft has them: draft-ietf-httpapi-ratelimit-headers-07.
    void reply.headers({
      'ratelimit-policy': `${String(most)};w=${String(SPAN_SECONDS)}`,
      'ratelimit-limit': String(most),
      'ratelimit-remaining': String(Math.max(0, most - asked)),
      'ratelimit-reset': seconds,
    });
    if (asked <= most) return;
    void reply.header('retry-after', seconds);
    const whose = caller === undefined ? 'This address' : 'This token';
    const detail = `${whose} may ask ${String(most)} times a minute: ask again in ${seconds} s.`;
    throw new RequestError('too-many-requests', detail);
  };
}
