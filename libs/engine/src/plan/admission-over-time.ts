import type { Rise } from '../forecast/rises.js';
import {
  blockingAdmissibleLoad,
  poolBlocking,
  requiredTuples,
  type AdmissionTarget,
  type KnownLimits,
} from './admission.js';
import type { LoadCurve } from './curve.js';
import { capacityOf, type Pool } from './pool.js';

/** What a pool is offered over the forecast, as far as it decides: its highest load, and its steepest rises. */
export type Offered = Pick<LoadCurve, 'peak' | 'surges' | 'steepest'>;

/** Share of the policy's blocking below which it does not matter on which rise it is lost. */
const NEGLIGIBLE = 1e-3;

/** The rise on which most is lost, and how much. */
export interface WorstRise extends Rise {
  readonly blocking: number;
}

/**
 * The rise on which more is lost than at the highest load, and the most of all; null where none is, and where it would be
 * a thousandth of the policy's blocking were nothing to come back at the highest load.
 */
export function worstRise(pool: Pool, offered: Offered, blockingProbability: number): WorstRise | null {
  const { peak, surges } = offered;
  if (pool.loss === 'fluid' || !surges) return null;
  if (poolBlocking(pool, peak.value, 1) <= NEGLIGIBLE * blockingProbability) return null;
  let worst: WorstRise | null = null;
  let most = poolBlocking(pool, peak.value);
  for (const rise of offered.steepest) {
    const blocking = poolBlocking(pool, rise.value, rise.rising);
    if (blocking > most) [most, worst] = [blocking, { ...rise, blocking }];
  }
  return worst;
}

/** Largest loads of a pool that meet the parts of a policy. */
export interface Limits {
  readonly blocking: number;
  /** The same on a rise, by its share; each found once. */
  readonly blockingOnRise: (rising: number) => number;
  readonly target: number;
}

export function limitsOf(pool: Pool, target: AdmissionTarget, known: KnownLimits): Limits {
  const onRise = new Map<number, number>();
  const limitAt = (rising: number): number =>
    blockingAdmissibleLoad(pool, target.blockingProbability, known, rising);
  return {
    blocking: limitAt(0),
    blockingOnRise: (rising) => {
      const limit = onRise.get(rising) ?? limitAt(rising);
      onRise.set(rising, limit);
      return limit;
    },
    target: capacityOf(pool) * target.targetUtilization,
  };
}

/**
 * The rises on which more than the policy's blocking may be lost at some times the traffic. No rise is higher than the peak,
 * or steeper than one on which nothing comes back, and most pools have room for that.
 */
export function risesInQuestion(offered: Offered, limits: Limits, factor: number): readonly Rise[] {
  return offered.surges && factor * offered.peak.value > limits.blockingOnRise(1) ? offered.steepest : [];
}

/** How many times the traffic meets the policy on every rise too, of what meets it at the peak. */
export function factorOnRises(atPeak: number, offered: Offered, limits: Limits): number {
  return risesInQuestion(offered, limits, atPeak).reduce(
    (least, { value, rising }) => Math.min(least, limits.blockingOnRise(rising) / value),
    atPeak,
  );
}

/** How many times all that a pool of such limits is offered meets both parts of the policy. */
export function admissibleFactor(offered: Offered, limits: Limits): number {
  return factorOnRises(Math.min(limits.blocking, limits.target) / offered.peak.value, offered, limits);
}

/** The smallest number of tuples that meets the policy at the highest load, and on every rise. */
export function requiredOverTime(pool: Pool, offered: Offered, target: AdmissionTarget): number {
  const { peak, surges } = offered;
  const atPeak = requiredTuples(pool, peak.value, target);
  if (pool.loss === 'fluid' || !surges) return atPeak;
  const meets = (tuples: number, load: number, rising: number): boolean =>
    poolBlocking({ ...pool, tuplesPerSubpool: tuples / pool.subpools }, load, rising) <=
    target.blockingProbability;
  if (meets(atPeak, peak.value, 1)) return atPeak;
  return offered.steepest.reduce(
    (most, { value, rising }) =>
      meets(most, value, rising) ? most : Math.max(most, requiredTuples(pool, value, target, rising)),
    atPeak,
  );
}
