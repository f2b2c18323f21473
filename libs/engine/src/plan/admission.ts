import { risingCrossing, risingCrossingBelow, smallestInteger } from '../numeric/index.js';
import { offeredLossProbability, probeLossProbability, usableShare } from '../ports/index.js';
import {
  lossOfMixedLoad,
  risingAdmissibleLoad,
  risingBlocking,
  risingRequiredServers,
} from '../queueing/index.js';
import type { PortSearch } from '../topology/translator.js';
import { capacityOf, partPeakedness, type Pool } from './pool.js';

/** A load so little above a limit is at it: the last digits of a double. */
const ROUNDING = 1e-12;

/** The smallest load that counts as above a limit. */
export function nextAbove(limit: number): number {
  return limit > 0 ? limit * (1 + ROUNDING) : Number.MIN_VALUE;
}

/** The smallest whole number that is no less than a ratio of loads, but for its last digits. */
export function wholeAbove(ratio: number): number {
  return Math.ceil(ratio * (1 - ROUNDING));
}

/** Erlangs below which a pool is idle. */
const LEAST_LOAD = 1e-3;

/** What a pool is held to. */
export interface AdmissionTarget {
  readonly blockingProbability: number;
  readonly targetUtilization: number;
}

/**
 * Share of new connections that find no tuple in the pool's hottest part: Erlang B by Hayward's approximation for the
 * peakedness of that part, or the loss of a bounded port search where that is worse; of a stream, the share beyond the capacity.
 *
 * @param offeredLoad erlangs on the whole pool
 * @param rising share of new connections that is more than what comes back
 */
export function poolBlocking(pool: Pool, offeredLoad: number, rising = 0): number {
  if (pool.loss === 'fluid') return offeredLoad > capacityOf(pool) ? 1 - capacityOf(pool) / offeredLoad : 0;
  return subpoolBlocking(
    offeredLoad * pool.hottestSubpoolShare,
    pool.tuplesPerSubpool,
    partPeakedness(pool),
    pool.portSearch,
    rising,
  );
}

function subpoolBlocking(
  load: number,
  tuples: number,
  peakedness: number,
  search: PortSearch,
  rising: number,
): number {
  if (load <= 0) return 0;
  if (tuples < 1) return 1;
  const full = risingBlocking(load, tuples, rising, peakedness);
  return Math.max(full, searchLoss(load, tuples, peakedness, search));
}

/** Share of connections that a bounded search gives up on: known for random arrivals, and mixed from that for bursts. */
export function searchLoss(load: number, tuples: number, peakedness: number, search: PortSearch): number {
  return lossOfMixedLoad(load, peakedness, (each) => offeredLossProbability(each / tuples, tuples, search));
}

/** The largest loads of the shapes of pool that were met already: most pools of a plan are alike. */
export type KnownLimits = Map<string, number>;

/**
 * The largest load on the whole pool that keeps blocking within the target; 0 where there are no tuples.
 *
 * @param rising share of new connections that is more than what comes back
 */
export function blockingAdmissibleLoad(
  pool: Pool,
  blockingProbability: number,
  known: KnownLimits,
  rising = 0,
): number {
  if (pool.loss === 'fluid') return capacityOf(pool) / (1 - blockingProbability);
  const { tuplesPerSubpool, portSearch, hottestSubpoolShare } = pool;
  const peakedness = partPeakedness(pool);
  const shape = `${String(tuplesPerSubpool)} ${String(peakedness)} ${String(blockingProbability)} ${String(rising)} ${searchText(portSearch)}`;
  const limit =
    known.get(shape) ??
    subpoolAdmissibleLoad(tuplesPerSubpool, blockingProbability, peakedness, portSearch, rising);
  known.set(shape, limit);
  return limit / hottestSubpoolShare;
}

function searchText(search: PortSearch): string {
  return search.kind === 'exhaustive' ? search.kind : JSON.stringify(search);
}

function subpoolAdmissibleLoad(
  tuples: number,
  blockingProbability: number,
  peakedness: number,
  search: PortSearch,
  rising: number,
): number {
  if (tuples < 1) return 0;
  const byFilling = risingAdmissibleLoad(tuples, blockingProbability, rising, peakedness);
  if (peakedness <= 1) return Math.min(byFilling, tuples * usableOffer(tuples, search, blockingProbability));
  const lossAt = (load: number): number => searchLoss(load, tuples, peakedness, search);
  if (lossAt(byFilling) <= blockingProbability) return byFilling;
  // Less than the least: a single burst is too much.
  return risingCrossingBelow(lossAt, blockingProbability, byFilling, LEAST_LOAD);
}

/**
 * The smallest number of tuples, in as many parts as the pool has, that meets both parts of the policy.
 *
 * @param offeredLoad erlangs on the whole pool
 * @param rising share of new connections that is more than what comes back
 */
export function requiredTuples(pool: Pool, offeredLoad: number, target: AdmissionTarget, rising = 0): number {
  if (offeredLoad <= 0) return 0;
  if (pool.loss === 'fluid')
    return wholeAbove(
      Math.max(offeredLoad * (1 - target.blockingProbability), offeredLoad / target.targetUtilization),
    );
  const hottest = offeredLoad * pool.hottestSubpoolShare;
  const peakedness = partPeakedness(pool);
  const byBlocking = risingRequiredServers(hottest, target.blockingProbability, rising, peakedness);
  const byUtilization = wholeAbove(offeredLoad / pool.subpools / target.targetUtilization);
  const atLeast = Math.max(byBlocking, byUtilization);
  return (
    pool.subpools * enoughForSearch(atLeast, hottest, target.blockingProbability, peakedness, pool.portSearch)
  );
}

/**
 * Adds tuples until a bounded search loses no more than the target: whether it does, its loss at the fill that a load less the
 * target makes says where arrivals are random, and the loss that is mixed from that where they are burstier. A range that is searched whole needs none more; beyond that the loss falls as ports are added.
 */
function enoughForSearch(
  atLeast: number,
  load: number,
  blockingProbability: number,
  peakedness: number,
  search: PortSearch,
): number {
  if (peakedness > 1) {
    const enough = (tuples: number): boolean =>
      searchLoss(load, tuples, peakedness, search) <= blockingProbability;
    if (enough(atLeast)) return atLeast;
    let most = 2 * atLeast;
    while (!enough(most)) most *= 2;
    const lossAtOneOver = (share: number): number => searchLoss(load, 1 / share, peakedness, search);
    const guess = 1 / risingCrossing(lossAtOneOver, blockingProbability, 1 / most, 1 / atLeast);
    return smallestInteger(enough, atLeast + 1, guess);
  }
  const carried = load * (1 - blockingProbability);
  const enough = (tuples: number): boolean =>
    probeLossProbability(carried / tuples, tuples, search) <= blockingProbability;
  if (enough(atLeast)) return atLeast;
  return smallestInteger(enough, atLeast + 1, carried / usableShare(atLeast, search, blockingProbability));
}

/** The largest load over tuples at which the search loses no more than the target: what is lost holds nothing. */
function usableOffer(tuples: number, search: PortSearch, blockingProbability: number): number {
  return usableShare(tuples, search, blockingProbability) / (1 - blockingProbability);
}
