import { requireAbove, requireAtLeast, requireProbability } from '../errors.js';
import { smallestInteger } from '../numeric/index.js';
import { admissibleLoad } from './admissible-load.js';
import { erlangB, logErlangB } from './erlang-b.js';

/** Blocking so little above the target is on it: the last digits of a double. */
const ROUNDING = 1e-12;

/**
 * Blocking where arrivals come in bursts: Hayward's approximation `B(a / z, c / z)`, with z the peakedness, the
 * variance-to-mean ratio of the load that infinitely many servers would carry. z = 1 is Erlang B exactly; below 1,
 * arrivals are smoother than random.
 *
 * @param offeredLoad erlangs, at least 0
 * @param servers at least 0
 * @param peakedness above 0
 * @throws DomainError outside those ranges
 * @see Fredericks, Congestion in Blocking Systems: A Simple Approximation Technique, BSTJ 59(6), 1980
 */
export function haywardBlocking(offeredLoad: number, servers: number, peakedness: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('servers', servers, 0);
  requireAbove('peakedness', peakedness, 0);
  return erlangB(offeredLoad / peakedness, servers / peakedness);
}

/**
 * The largest load, in erlangs, with Hayward's blocking at or below the target.
 *
 * @throws DomainError as {@link haywardBlocking}, and where the target is not strictly between 0 and 1
 */
export function haywardAdmissibleLoad(servers: number, targetBlocking: number, peakedness: number): number {
  requireAtLeast('servers', servers, 0);
  requireAbove('peakedness', peakedness, 0);
  return admissibleLoad(servers / peakedness, targetBlocking) * peakedness;
}

/**
 * The smallest whole number of servers with Hayward's blocking at or below the target: walks from a guess by doubling
 * strides, then halves.
 *
 * @throws DomainError as {@link haywardBlocking}, and where the target is not strictly between 0 and 1
 */
export function haywardRequiredServers(
  offeredLoad: number,
  targetBlocking: number,
  peakedness: number,
): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireProbability('targetBlocking', targetBlocking);
  requireAbove('peakedness', peakedness, 0);
  const goal = Math.log(targetBlocking) + ROUNDING;
  return smallestInteger(
    (servers) => logErlangB(offeredLoad / peakedness, servers / peakedness) <= goal,
    0,
    peakedness * guessServers(offeredLoad / peakedness, targetBlocking),
  );
}

/**
 * Where to look first: `a + b √a` with b from `B ≈ φ(b) / √a`, the normal approximation, and its next term; for targets
 * beyond that, what is left when the target's share of the load is lost.
 */
function guessServers(offeredLoad: number, targetBlocking: number): number {
  const density = targetBlocking * Math.sqrt(2 * Math.PI * offeredLoad);
  if (density >= 1) return offeredLoad * (1 - targetBlocking);
  const square = -2 * Math.log(Math.max(density, Number.MIN_VALUE));
  return offeredLoad + Math.sqrt(square * offeredLoad) + square / 6;
}
