import { requireAtLeast } from '../errors.js';
import { requireShare } from './share.js';

/** What a client does about failures. */
export interface RetryPolicy {
  /** Attempts after the first, at most; a whole number. */
  readonly maxRetries: number;
  /**
   * Retries per request that all clients together may send, at most (Envoy's retry budget); absent means
   * unlimited.
   */
  readonly retryBudget?: number;
}

/** Requests with their retries. */
export interface RetriedDemand {
  /** Attempts per second, first ones and retries. */
  readonly attemptsPerSecond: number;
  readonly attemptsPerRequest: number;
  /** Share of attempts that fail. */
  readonly failureShare: number;
}

/**
 * Attempts where each fails independently: `1 + f + f² + … + f^maxRetries` per request, less where a budget
 * cuts it.
 *
 * @param failureShare share of attempts that fail, 0 to 1
 * @throws DomainError where the rate or the policy is negative, or the share not between 0 and 1
 * @example retriedDemand(1000, { maxRetries: 3 }, 0.5).attemptsPerSecond // 1875
 */
export function retriedDemand(
  requestsPerSecond: number,
  policy: RetryPolicy,
  failureShare: number,
): RetriedDemand {
  requireAtLeast('requestsPerSecond', requestsPerSecond, 0);
  const attemptsPerRequest = attempts(policy, requireShare('failureShare', failureShare));
  return { attemptsPerSecond: requestsPerSecond * attemptsPerRequest, attemptsPerRequest, failureShare };
}

/** Where retries cause the failures that cause them, there may be two states that keep themselves up. */
export interface RetryEquilibria {
  /** Reached from rest. */
  readonly calm: RetriedDemand;
  /**
   * Reached from an outage that made everything fail: what is left after it. The same as `calm` where retries
   * die out.
   */
  readonly afterOutage: RetriedDemand;
}

const MOST_ROUNDS = 10_000;
const SETTLED = 1e-12;

/**
 * The load at which retries and failures agree, `attempts = requests × (1 + f + …), f =
 * failureShareAt(attempts)`, where failures rise with the load. The map is monotone, so that iterating from
 * the bare demand climbs to the least fixed point, and from every retry sent sinks to the greatest. Where
 * they differ, a short outage leaves the system overloaded for good.
 *
 * @param failureShareAt share of attempts that fail at so many attempts per second; must not fall as they
 *   rise
 * @see Bronson, Aghayev, Charapko, Zhu: Metastable Failures in Distributed Systems, HotOS 2021
 */
export function retryEquilibria(
  requestsPerSecond: number,
  policy: RetryPolicy,
  failureShareAt: (attemptsPerSecond: number) => number,
): RetryEquilibria {
  requireAtLeast('requestsPerSecond', requestsPerSecond, 0);
  const next = (attemptsPerSecond: number): RetriedDemand =>
    retriedDemand(requestsPerSecond, policy, failureShareAt(attemptsPerSecond));
  return {
    calm: settle(next, requestsPerSecond),
    afterOutage: settle(next, requestsPerSecond * attempts(policy, 1)),
  };
}

function settle(next: (attemptsPerSecond: number) => RetriedDemand, start: number): RetriedDemand {
  let demand = next(start);
  let before = start;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const change = Math.abs(demand.attemptsPerSecond - before);
    if (change <= SETTLED * before) break;
    before = demand.attemptsPerSecond;
    demand = next(before);
  }
  return demand;
}

function attempts({ maxRetries, retryBudget }: RetryPolicy, failureShare: number): number {
  const most = Math.floor(requireAtLeast('maxRetries', maxRetries, 0));
  const retries =
    failureShare === 1 ? most : (failureShare * (1 - failureShare ** most)) / (1 - failureShare);
  const allowed = retryBudget === undefined ? retries : requireAtLeast('retryBudget', retryBudget, 0);
  return 1 + Math.min(retries, allowed);
}
