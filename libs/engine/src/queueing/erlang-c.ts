import { requireAbove, requireAtLeast, requireProbability } from '../errors.js';
import { smallestInteger } from '../numeric/index.js';
import { erlangB } from './erlang-b.js';

/**
 * Erlang's delay formula: the probability that a request finds all connections of a pool busy and waits, when requests
 * come at random (Poisson), each takes one for an exponential time, and they are served first come first served. 1 where
 * the load is not below the servers: the queue grows without end.
 *
 * @param offeredLoad erlangs, at least 0
 * @param servers at least 0
 * @throws DomainError outside those ranges
 * @see Erlang 1917; Cooper, Introduction to Queueing Theory, 2nd ed. 1981, section 3.4
 * @example waitingProbability(10, 11) // 0.6821182046893323
 */
export function waitingProbability(offeredLoad: number, servers: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('servers', servers, 0);
  if (offeredLoad >= servers) return 1;
  const blocking = erlangB(offeredLoad, servers);
  return blocking / (1 - (offeredLoad / servers) * (1 - blocking));
}

/**
 * Mean seconds that a request waits, those that do not wait included; Infinity where the load is not below the servers.
 *
 * @param holdingTimeSeconds mean seconds that a request keeps its connection, at least 0
 * @throws DomainError as {@link waitingProbability}
 * @example meanWaitSeconds(10, 14, 180) // 7.835937
 */
export function meanWaitSeconds(offeredLoad: number, servers: number, holdingTimeSeconds: number): number {
  requireAtLeast('holdingTimeSeconds', holdingTimeSeconds, 0);
  const waits = waitingProbability(offeredLoad, servers);
  return offeredLoad >= servers ? Infinity : (waits * holdingTimeSeconds) / (servers - offeredLoad);
}

/**
 * Mean wait where arrivals or holds are not exponential: Erlang's, times the mean of their squared coefficients of
 * variation. Exact for one server with Poisson arrivals (Pollaczek, Khinchine), an approximation for more.
 *
 * @param arrivalVariation squared coefficient of variation of the time between arrivals; 1 for Poisson
 * @param holdVariation squared coefficient of variation of the holding time; 1 for exponential, 0 for fixed
 * @throws DomainError as {@link meanWaitSeconds}, and where a variation is negative
 * @see Allen, Probability, Statistics, and Queueing Theory, 2nd ed. 1990, section 5.3 (Allen and Cunneen's formula)
 */
export function approximateMeanWaitSeconds(
  offeredLoad: number,
  servers: number,
  holdingTimeSeconds: number,
  arrivalVariation: number,
  holdVariation: number,
): number {
  requireAtLeast('arrivalVariation', arrivalVariation, 0);
  requireAtLeast('holdVariation', holdVariation, 0);
  const exponential = meanWaitSeconds(offeredLoad, servers, holdingTimeSeconds);
  if (exponential === Infinity) return Infinity;
  return exponential * ((arrivalVariation + holdVariation) / 2);
}

/**
 * The share of requests that wait for no longer than `waitSeconds`: `1 − C e^(−(c − a) t / h)`; 0 where the load is not
 * below the servers.
 *
 * @param waitSeconds t, at least 0
 * @param holdingTimeSeconds h, above 0
 * @throws DomainError as {@link waitingProbability}, and outside those ranges
 * @example serviceLevel(10, 12, 180, 20) // 0.6401580403740064
 */
export function serviceLevel(
  offeredLoad: number,
  servers: number,
  holdingTimeSeconds: number,
  waitSeconds: number,
): number {
  return 1 - waitsLonger(offeredLoad, servers, holdingTimeSeconds, waitSeconds);
}

/**
 * The smallest pool in which no more than a share of requests waits for longer than `waitSeconds`: Erlang C inverted.
 *
 * @param targetProbability that share, strictly between 0 and 1
 * @throws DomainError as {@link serviceLevel}, and outside that range
 * @example poolSizeForWait(10, 180, 20, 0.2) // 14
 */
export function poolSizeForWait(
  offeredLoad: number,
  holdingTimeSeconds: number,
  waitSeconds: number,
  targetProbability: number,
): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireProbability('targetProbability', targetProbability);
  return smallestInteger(
    (servers) =>
      waitsLonger(offeredLoad, servers, holdingTimeSeconds, waitSeconds) <= targetProbability * (1 + 1e-12),
    1,
    offeredLoad + Math.sqrt(offeredLoad),
  );
}

function waitsLonger(
  offeredLoad: number,
  servers: number,
  holdingTimeSeconds: number,
  waitSeconds: number,
): number {
  requireAbove('holdingTimeSeconds', holdingTimeSeconds, 0);
  requireAtLeast('waitSeconds', waitSeconds, 0);
  const waits = waitingProbability(offeredLoad, servers);
  if (offeredLoad >= servers) return 1;
  return waits * Math.exp((-(servers - offeredLoad) * waitSeconds) / holdingTimeSeconds);
}
