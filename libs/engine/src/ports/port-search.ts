import { requireAtLeast, requireProbability } from '../errors.js';
import { risingCrossing } from '../numeric/index.js';
import type { PortSearch } from '../topology/translator.js';
import { intensityForFill, parkedPool } from './parking.js';

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

/** A longer run is judged as if it were this long, which tells a little too much loss. */
const LONGEST_RUN = 4096;

/** A loss that no policy asks to stay below; smaller targets are taken for it. */
const LEAST_TARGET = 1e-20;

/**
 * Share of new connections that a port search gives up on although ports are free. An exhaustive search gives up on none:
 * it fails only when the pool is full, which is Erlang's to say. A bounded one that looks at consecutive ports from a
 * random one on (netfilter: 128, then 64, 32, 16 and 8 from new random ports; Cilium: 128 or 32) fails long before,
 * because ports in use stand in runs; see {@link parkedPool}. A range no longer than the first run is searched whole.
 *
 * @param fill share of the ports in use, at least 0; from 1 on everything is lost
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
  return lossAfter(intensityForFill(fill, runs[0] ?? 1), runs, turnover).loss;
}

/**
 * The largest share of the ports in use at which a search loses no more than a target: the inverse of
 * {@link probeLossProbability}. 1 for an exhaustive search.
 *
 * @param ports in the range, at least 1
 * @param targetLoss strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @example usableShare(64_512, { kind: 'probe', attempts: 248 }, 1e-5) // 0.84
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
  const question = `${turnover} ${String(targetLoss)} ${runs.join(' ')}`;
  const known = KNOWN_SHARES.get(question);
  if (known !== undefined) return known;
  const share = shareAtLoss(runs, Math.max(targetLoss, LEAST_TARGET), turnover);
  if (KNOWN_SHARES.size >= MOST_KNOWN_SHARES) KNOWN_SHARES.clear();
  KNOWN_SHARES.set(question, share);
  return share;
}

/** Answers given before: the pools of a plan, and of each candidate remedy, are mostly of the same few sizes. */
const KNOWN_SHARES = new Map<string, number>();
const MOST_KNOWN_SHARES = 1000;

/**
 * Share of new connections that a port search gives up on at an offered load: {@link probeLossProbability} at the fill that
 * those which are not lost make, in a pool that turns over.
 *
 * @param offeredShare erlangs over ports, at least 0; above 1 too
 * @param ports in the range, at least 1
 * @throws DomainError outside those ranges
 * @example offeredLossProbability(0.95, 4000, { kind: 'probe', attempts: 248 }) // 0.014
 */
export function offeredLossProbability(offeredShare: number, ports: number, search: PortSearch): number {
  requireAtLeast('offeredShare', offeredShare, 0);
  const runs = runsOf(search, requireAtLeast('ports', ports, 1));
  if (runs === null || offeredShare === 0) return 0;
  const offered = (intensity: number): number => {
    const { fill, loss } = lossAfter(intensity, runs, 'steady');
    return fill / (1 - loss);
  };
  // As long as hardly any is lost, every search takes a port: searches a port are the load, and nothing is to be solved.
  if (offeredShare < 1) {
    const { loss } = lossAfter(offeredShare, runs, 'steady');
    if (loss < NEARLY_NO_LOSS) return loss;
  }
  let [low, high] = [offeredShare / 2, offeredShare];
  while (offered(high) <= offeredShare && high < MOST_SEARCHES_PER_PORT) [low, high] = [high, high * 2];
  while (offered(low) > offeredShare) [low, high] = [low / 2, low];
  const { fill, loss } = lossAfter(risingCrossing(offered, offeredShare, low, high), runs, 'steady');
  // The same, each where it has more digits.
  return offeredShare < 1 ? loss : 1 - fill / offeredShare;
}

/** A loss that does not show in what is carried. */
const NEARLY_NO_LOSS = 1e-10;

/** Nothing is left to find after so many. */
const MOST_SEARCHES_PER_PORT = 64;

function shareAtLoss(runs: readonly number[], target: number, turnover: Turnover): number {
  // Of the loss its digits: they rise nearly in a straight line.
  const rises = (intensity: number): number =>
    Math.log1p(lossAfter(intensity, runs, turnover).loss / LEAST_TARGET);
  const level = Math.log1p(target / LEAST_TARGET);
  let [low, high] = [0.5, 1];
  while (rises(high) <= level) [low, high] = [high, high * 2];
  while (rises(low) > level) [low, high] = [low / 2, low];
  return lossAfter(risingCrossing(rises, level, low, high), runs, turnover).fill;
}

/**
 * The runs of ports that a search looks at, as long as they would be in an endless range: n of N ports are as hard to find
 * all taken as `−N ln(1 − n/N)` are there. Null where all ports are looked at.
 */
function runsOf(search: PortSearch, ports: number): readonly number[] | null {
  if (search.kind === 'exhaustive') return null;
  const attempts = search.attempts ?? FEWEST_ATTEMPTS;
  const runs = RUNS_BY_ATTEMPTS.get(attempts) ?? [Math.max(1, attempts)];
  if ((runs[0] ?? 0) >= ports) return null;
  return runs.map((length) => Math.min(LONGEST_RUN, -ports * Math.log1p(-length / ports)));
}

interface SearchLoss {
  readonly fill: number;
  readonly loss: number;
}

function lossAfter(intensity: number, runs: readonly number[], turnover: Turnover): SearchLoss {
  const { logFree, failures } = parkedPool(intensity, runs);
  const fill = -Math.expm1(logFree);
  const filling = failures.reduce((product, failure) => product * failure, 1);
  return { fill, loss: turnover === 'filling' ? filling : lossInTurnover(runs[0] ?? 1, fill, filling) };
}

/** What is offered is what is carried and what is lost, and the loss depends on it: from below to where they agree. */
function lossInTurnover(run: number, fill: number, filling: number): number {
  let loss = 0;
  for (let round = 0; round < 200; round += 1) {
    const next = filling * steadyShare(run, fill / (1 - loss));
    if (next - loss <= 1e-13 * next) return next;
    loss = next;
  }
  return loss;
}

/**
 * What is left of the loss of a filling pool when ports come back meanwhile: a run that arrivals alone would have closed has
 * been opened again, the more likely the longer it is. The closer what is offered comes to the ports, and beyond them, the
 * sooner every port that comes back is taken, and the less is left of the relief. Constants are fitted to a seeded
 * simulation of the allocator (test/validation) with 8 to 512 attempts and constant holds.
 *
 * @param offered load over ports
 */
function steadyShare(run: number, offered: number): number {
  const relieved = 1 / Math.sqrt(1 + (run - 1) / 12);
  const crowded = relieved ** 0.4;
  return offered < 1
    ? relieved + (crowded - relieved) * offered ** 12
    : crowded + (1 - crowded) * (1 - 1 / offered);
}
