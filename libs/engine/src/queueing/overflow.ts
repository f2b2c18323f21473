import { DomainError, requireAbove, requireAtLeast } from '../errors.js';
import { largestAdmissible } from '../numeric/index.js';
import { erlangB } from './erlang-b.js';
import { haywardBlocking } from './hayward.js';

/** A variance so little below the mean is on it: the last digits of a double. */
const ROUNDING = 1e-12;

/** Load by its mean and variance on infinitely many servers, in erlangs. */
export interface LoadMoments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean and variance of the load that a group of servers turns away: what overflows comes in bursts, with a variance above
 * its mean.
 *
 * @param offeredLoad erlangs of Poisson arrivals, at least 0
 * @param servers at least 0
 * @throws DomainError outside those ranges
 * @see Riordan, in: Wilkinson, Theories for Toll Traffic Engineering in the U.S.A., BSTJ 35(2), 1956, appendix I
 */
export function overflowMoments(offeredLoad: number, servers: number): LoadMoments {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('servers', servers, 0);
  const mean = offeredLoad * erlangB(offeredLoad, servers);
  if (mean === 0) return { mean: 0, variance: 0 };
  const peakedness = 1 - mean + offeredLoad / (servers + 1 + mean - offeredLoad);
  // Overflow is never smoother than random; where it is hardly burstier, the terms cancel to their last digits.
  return { mean, variance: mean * Math.max(1, peakedness) };
}

/** Poisson load on a group whose overflow has given moments. */
export interface EquivalentGroup {
  readonly offeredLoad: number;
  /** Not necessarily whole. */
  readonly servers: number;
}

/**
 * The Poisson load and the group that would turn away a load with these moments: the reverse of {@link overflowMoments}.
 * Rapp's approximation of the load, `v + 3 z (z − 1)`, is up to a tenth off for a peakedness of 5; here it only says where
 * to look. For each load there is one group with the right peakedness, and what it turns away falls as both grow.
 *
 * @param moments variance at least the mean, both above 0
 * @throws DomainError where the load is smoother than random, or there is none
 * @see Rapp, Planning of Junction Network in a Multi-exchange Area, Ericsson Technics 20(1), 1964
 */
export function equivalentGroup(moments: LoadMoments): EquivalentGroup {
  const mean = requireAbove('mean', moments.mean, 0);
  const peakedness = requireAbove('variance', moments.variance, 0) / mean;
  if (peakedness < 1 - ROUNDING)
    throw new DomainError('out-of-range', 'variance', moments.variance, 'at least the mean of the load');
  const sum = mean + peakedness;
  const serversFor = (offeredLoad: number): number => Math.max(0, (offeredLoad * sum) / (sum - 1) - mean - 1);
  const alone = ((mean + 1) * (sum - 1)) / sum;
  const turnsAwayEnough = (load: number): boolean => load * erlangB(load, serversFor(load)) >= mean;
  let high = Math.max(alone, moments.variance + 3 * peakedness * (peakedness - 1));
  while (turnsAwayEnough(high)) high *= 2;
  const offeredLoad = largestAdmissible(turnsAwayEnough, alone, high);
  return { offeredLoad, servers: serversFor(offeredLoad) };
}

/**
 * Blocking of bursty load by the equivalent random method: what the equivalent group and the servers together turn away,
 * as a share of what is offered to the servers. Load smoother than random is left to Hayward's approximation.
 *
 * @param servers at least 0
 * @throws DomainError where a moment is not above 0 or `servers` is negative
 * @see Wilkinson, Theories for Toll Traffic Engineering in the U.S.A., BSTJ 35(2), 1956
 */
export function equivalentRandomBlocking(moments: LoadMoments, servers: number): number {
  requireAtLeast('servers', servers, 0);
  if (moments.variance < moments.mean)
    return haywardBlocking(moments.mean, servers, moments.variance / moments.mean);
  const group = equivalentGroup(moments);
  const lost = group.offeredLoad * erlangB(group.offeredLoad, group.servers + servers);
  return Math.min(1, lost / moments.mean);
}
