import { smallestInteger } from '../numeric/index.js';
import { offeredLossProbability, probeLossProbability, usableShare } from '../ports/index.js';
import { haywardAdmissibleLoad, haywardBlocking, haywardRequiredServers } from '../queueing/index.js';
import type { PortSearch } from '../topology/translator.js';
import { capacityOf, type Pool } from './pool.js';

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

/** What a pool is held to. */
export interface AdmissionTarget {
  readonly blockingProbability: number;
  readonly targetUtilization: number;
}

/**
 * Share of new connections that find no tuple in the pool's hottest part: Erlang B by Hayward's approximation for the
 * given peakedness, or the loss of a bounded port search where that is worse; of a stream, the share beyond the capacity.
 *
 * @param offeredLoad erlangs on the whole pool
 */
export function poolBlocking(pool: Pool, offeredLoad: number): number {
  if (pool.loss === 'fluid') return offeredLoad > capacityOf(pool) ? 1 - capacityOf(pool) / offeredLoad : 0;
  return subpoolBlocking(
    offeredLoad * pool.hottestSubpoolShare,
    pool.tuplesPerSubpool,
    pool.peakedness,
    pool.portSearch,
  );
}

function subpoolBlocking(load: number, tuples: number, peakedness: number, search: PortSearch): number {
  if (load <= 0) return 0;
  if (tuples < 1) return 1;
  const full = haywardBlocking(load, tuples, peakedness);
  return Math.max(full, offeredLossProbability(load / tuples, tuples, search));
}

/** The largest loads of the shapes of pool that were met already: most pools of a plan are alike. */
export type KnownLimits = Map<string, number>;

/** The largest load on the whole pool that keeps blocking within the target; 0 where there are no tuples. */
export function blockingAdmissibleLoad(pool: Pool, blockingProbability: number, known: KnownLimits): number {
  if (pool.loss === 'fluid') return capacityOf(pool) / (1 - blockingProbability);
  const { tuplesPerSubpool, peakedness, portSearch, hottestSubpoolShare } = pool;
  const shape = `${String(tuplesPerSubpool)} ${String(peakedness)} ${String(blockingProbability)} ${searchText(portSearch)}`;
  const limit =
    known.get(shape) ?? subpoolAdmissibleLoad(tuplesPerSubpool, blockingProbability, peakedness, portSearch);
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
): number {
  if (tuples < 1) return 0;
  const byFilling = haywardAdmissibleLoad(tuples, blockingProbability, peakedness);
  return Math.min(byFilling, tuples * usableOffer(tuples, search, blockingProbability));
}

/** The largest load on the whole pool that meets both parts of the policy. */
export function admissibleLoad(pool: Pool, target: AdmissionTarget, known: KnownLimits): number {
  return Math.min(
    blockingAdmissibleLoad(pool, target.blockingProbability, known),
    capacityOf(pool) * target.targetUtilization,
  );
}

/**
 * The smallest number of tuples, in as many parts as the pool has, that meets both parts of the policy.
 *
 * @param offeredLoad erlangs on the whole pool
 */
export function requiredTuples(pool: Pool, offeredLoad: number, target: AdmissionTarget): number {
  if (offeredLoad <= 0) return 0;
  if (pool.loss === 'fluid')
    return wholeAbove(
      Math.max(offeredLoad * (1 - target.blockingProbability), offeredLoad / target.targetUtilization),
    );
  const hottest = offeredLoad * pool.hottestSubpoolShare;
  const byBlocking = haywardRequiredServers(hottest, target.blockingProbability, pool.peakedness);
  const byUtilization = wholeAbove(offeredLoad / pool.subpools / target.targetUtilization);
  const atLeast = Math.max(byBlocking, byUtilization);
  return pool.subpools * enoughForSearch(atLeast, hottest, target.blockingProbability, pool.portSearch);
}

/**
 * Adds tuples until a bounded search loses no more than the target: whether it does, its loss at the fill that a load less the
 * target makes says. A range that is searched whole needs none more; beyond that the loss falls as ports are added.
 */
function enoughForSearch(
  atLeast: number,
  load: number,
  blockingProbability: number,
  search: PortSearch,
): number {
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
