import { requireAtLeast, requireProbability } from '../errors.js';
import { risingCrossing } from '../numeric/index.js';
import type { PortSearch } from '../topology/translator.js';
import { allInUse } from './finite-range.js';
import { intensityForFill, parkedPool } from './parking.js';
import { runChances } from './search-worth.js';

/**
 * How a pool came to its fill. `filling`: faster than ports come back, as in a surge or with connections that stay.
 * `steady`: ports come back as fast as they go, each after the same time in use; where that time varies, less is lost.
 */
export type Turnover = 'steady' | 'filling';

/** Searches that start again elsewhere when their first run of ports was taken, by their attempts in all. */
const RUNS_BY_ATTEMPTS: ReadonlyMap<number, readonly number[]> = new Map([
  // net/netfilter/nf_nat_core.c, nf_nat_l4proto_unique_tuple: at most 128 ports, then half as many from a new random port,
  // while at least 16 were looked at.
  [248, [128, 64, 32, 16, 8]],
]);

/** Attempts of a search that does not say: the least of those known, Cilium's on kernels without large programs. */
const FEWEST_ATTEMPTS = 32;

/** While a pool fills, a longer run is judged as if it were this long, which tells a little too much loss. */
const LONGEST_RUN = 4096;

/** A loss that no policy asks to stay below; smaller targets are taken for it. */
const LEAST_TARGET = 1e-20;

/** A loss that does not show in what is carried. */
const NEARLY_NO_LOSS = 1e-10;

/** Fuller than this a pool never is, in `−ln(1 − fill)`: a double has no digits beyond. */
const FULLEST = 36;

/**
 * Share of new connections that a port search gives up on although ports are free. An exhaustive search gives up on none:
 * it fails only when the pool is full, which is Erlang's to say. A bounded one that looks at consecutive ports from a
 * random one on (netfilter: 128, then 64, 32, 16 and 8 from new random ports; Cilium: 128 or 32) fails long before,
 * because ports in use stand in runs: {@link runChances} and {@link allInUse} where ports come back, {@link parkedPool} while
 * they fill up. A range no longer than the first run is searched whole.
 *
 * @param fill share of the ports in use, at least 0, on average where ports come back; from 1 on everything is lost
 * @param ports in the range, at least 1
 * @throws DomainError outside those ranges
 * @see net/netfilter/nf_nat_core.c; cilium bpf/lib/nat.h
 * @example probeLossProbability(0.945, 4000, { kind: 'probe', attempts: 248 }, 'filling') // 0.041; 0.045 measured on Linux 6.18
 */
export function probeLossProbability(
  fill: number,
  ports: number,
  search: PortSearch,
  turnover: Turnover = 'steady',
): number {
  requireAtLeast('fill', fill, 0);
  const runs = runsOf(search, requireAtLeast('ports', ports, 1));
  if (runs === null || fill === 0) return 0;
  if (fill >= 1) return 1;
  return turnover === 'steady' ? steadyLoss(runs, fill, ports) : fillingLoss(runs, fill, ports);
}

/**
 * The largest share of the ports in use at which a search loses no more than a target: the inverse of
 * {@link probeLossProbability}. 1 for an exhaustive search.
 *
 * @param ports in the range, at least 1
 * @param targetLoss strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @example usableShare(64_512, { kind: 'probe', attempts: 248 }, 1e-5) // 0.85
 */
export function usableShare(
  ports: number,
  search: PortSearch,
  targetLoss: number,
  turnover: Turnover = 'steady',
): number {
  requireProbability('targetLoss', targetLoss);
  const runs = runsOf(search, requireAtLeast('ports', ports, 1));
  if (runs === null) return 1;
  const loss = turnover === 'steady' ? steadyLoss : fillingLoss;
  // Of the loss its digits: they rise nearly in a straight line.
  const digits = (crowding: number): number => Math.log1p(loss(runs, fillOf(crowding), ports) / LEAST_TARGET);
  const level = Math.log1p(Math.max(targetLoss, LEAST_TARGET) / LEAST_TARGET);
  return fillOf(crossing(digits, level, 1));
}

/**
 * Share of new connections that a port search gives up on at an offered load: {@link probeLossProbability} at the fill that
 * those which are not lost make, in a pool that turns over.
 *
 * @param offeredShare erlangs over ports, at least 0; above 1 too
 * @param ports in the range, at least 1
 * @throws DomainError outside those ranges
 * @example offeredLossProbability(0.95, 4000, { kind: 'probe', attempts: 248 }) // 0.016
 */
export function offeredLossProbability(offeredShare: number, ports: number, search: PortSearch): number {
  requireAtLeast('offeredShare', offeredShare, 0);
  const runs = runsOf(search, requireAtLeast('ports', ports, 1));
  if (runs === null || offeredShare === 0) return 0;
  // As long as hardly any is lost, all that is offered is carried, and nothing is to be solved.
  if (offeredShare < 1) {
    const loss = steadyLoss(runs, offeredShare, ports);
    if (loss < NEARLY_NO_LOSS) return loss;
  }
  const offered = (crowding: number): number => {
    const fill = fillOf(crowding);
    return fill / (1 - steadyLoss(runs, fill, ports));
  };
  const fill = fillOf(crossing(offered, offeredShare, offeredShare));
  // The same, each where it has more digits.
  return offeredShare < 1 ? steadyLoss(runs, fill, ports) : 1 - fill / offeredShare;
}

/** Where a function that rises with `−ln(1 − fill)` passes a level: from a guess outwards, then between. */
function crossing(rises: (crowding: number) => number, level: number, guess: number): number {
  let [low, high] = [Math.min(guess, FULLEST) / 2, Math.min(guess, FULLEST)];
  while (rises(high) <= level) {
    if (high >= FULLEST) return FULLEST;
    [low, high] = [high, Math.min(FULLEST, high * 2)];
  }
  while (rises(low) > level) [low, high] = [low / 2, low];
  return risingCrossing(rises, level, low, high);
}

function fillOf(crowding: number): number {
  return -Math.expm1(-crowding);
}

function steadyLoss(runs: readonly number[], fill: number, ports: number): number {
  return allInUse(runChances(runs, fill), fill, ports);
}

/**
 * The runs as long as they would be in an endless range: n of N ports are as hard to find all taken as `−N ln(1 − n/N)` are
 * there.
 */
function fillingLoss(runs: readonly number[], fill: number, ports: number): number {
  const endless = runs.map((length) => Math.min(LONGEST_RUN, -ports * Math.log1p(-length / ports)));
  const { failures } = parkedPool(intensityForFill(fill, endless[0] ?? 1), endless);
  return failures.reduce((product, failure) => product * failure, 1);
}

/** The runs of ports that a search looks at; null where all ports are looked at. */
function runsOf(search: PortSearch, ports: number): readonly number[] | null {
  if (search.kind === 'exhaustive') return null;
  const attempts = search.attempts ?? FEWEST_ATTEMPTS;
  const runs = RUNS_BY_ATTEMPTS.get(attempts) ?? [Math.max(1, attempts)];
  return (runs[0] ?? 0) >= ports ? null : runs;
}
