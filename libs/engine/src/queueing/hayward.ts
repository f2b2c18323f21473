import { DomainError, requireAtLeast, requireProbability } from '../errors.js';
import { normalQuantile, smallestInteger } from '../numeric/index.js';
import { admissibleLoad } from './admissible-load.js';
import { erlangB, logErlangB } from './erlang-b.js';

/**
 * Blocking where arrivals come in bursts: Hayward's approximation `B(a / z, c / z)`, with z the peakedness, the
 * variance-to-mean ratio of the load that infinitely many servers would carry. z = 1 is Erlang B exactly.
 *
 * @param offeredLoad erlangs, at least 0
 * @param servers at least 0
 * @param peakedness above 0
 * @throws DomainError outside those ranges
 * @see Fredericks, Congestion in Blocking Systems: A Simple Approximation Technique, BSTJ 59(6), 1980
 */
export function haywardBlocking(offeredLoad: number, servers: number, peakedness: number): number {
  requirePeakedness(peakedness);
  return erlangB(offeredLoad / peakedness, servers / peakedness);
}

/** The largest load, in erlangs, with Hayward's blocking at or below the target. */
export function haywardAdmissibleLoad(servers: number, targetBlocking: number, peakedness: number): number {
  requirePeakedness(peakedness);
  return admissibleLoad(servers / peakedness, targetBlocking) * peakedness;
}

/** The smallest whole number of servers with Hayward's blocking at or below the target. */
export function haywardRequiredServers(
  offeredLoad: number,
  targetBlocking: number,
  peakedness: number,
): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireProbability('targetBlocking', targetBlocking);
  requirePeakedness(peakedness);
  const goal = Math.log(targetBlocking);
  const guess = offeredLoad - normalQuantile(targetBlocking) * Math.sqrt(offeredLoad * peakedness);
  return smallestInteger(
    (servers) => logErlangB(offeredLoad / peakedness, servers / peakedness) <= goal,
    0,
    Math.max(0, guess),
  );
}

function requirePeakedness(peakedness: number): void {
  if (Number.isFinite(peakedness) && peakedness > 0) return;
  throw new DomainError('out-of-range', 'peakedness', peakedness, 'a number above 0');
}
