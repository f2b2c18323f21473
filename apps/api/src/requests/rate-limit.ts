import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RequestError, type KnownRequest } from '@portplan/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Requests that are answered within a minute, by each process for itself; 0 for any number. */
export interface RateLimits {
  readonly perToken: number;
  /** Of those who have not said who they are, or not truly. */
  readonly perAddress: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = { perToken: 600_000, perAddress: 6000 };

const WINDOW_MILLISECONDS = 60_000;
const WINDOW_SECONDS = WINDOW_MILLISECONDS / 1000;
/** Callers that are counted at once; of more, those that were quiet longest begin anew. */
const MOST_CALLERS = 50_000;

/** Counts a request. @throws RequestError `too-many-requests` */
export type CountRequest = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Counts requests by token, or by address where there is none. To be called before routes are added. */
export async function countRequests(
  app: NestFastifyApplication,
  { perToken, perAddress }: RateLimits,
): Promise<CountRequest> {
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(rateLimit, { global: false, cache: MOST_CALLERS });
  const limiterOf = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
    max === 0 ? null : fastify.createRateLimit({ max, timeWindow: WINDOW_MILLISECONDS, keyGenerator });
  const byToken = limiterOf(perToken, (request) => (request as KnownRequest).caller?.tokenId ?? '');
  const byAddress = limiterOf(perAddress, ({ ip }) => ip);
  return async (request, reply) => {
    const known = (request as KnownRequest).caller !== undefined;
    const counted = await (known ? byToken : byAddress)?.(request);
    if (counted === undefined || counted.isAllowed) return;
    const { max, remaining, ttlInSeconds, isExceeded } = counted;
    // As the IETF's draft has them: draft-ietf-httpapi-ratelimit-headers-07.
    void reply.headers({
      'ratelimit-policy': `${String(max)};w=${String(WINDOW_SECONDS)}`,
      'ratelimit-limit': String(max),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(ttlInSeconds),
    });
    if (!isExceeded) return;
    void reply.header('retry-after', String(ttlInSeconds));
    const whose = known ? 'This token' : 'This address';
    const detail = `${whose} may ask ${String(max)} times a minute: ask again in ${String(ttlInSeconds)} s.`;
    throw new RequestError('too-many-requests', detail);
  };
}
