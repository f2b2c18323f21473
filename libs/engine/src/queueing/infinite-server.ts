import { requireAbove, requireAtLeast } from '../errors.js';
import { erlangB } from './erlang-b.js';

/** How long a tuple is held: while its connection is open, and then for a quarantine that is always the same. */
export interface TransientHold {
  /** Mean seconds that a connection is open, at least 0. */
  readonly openSeconds: number;
  /** Whether that time varies exponentially, or is the same for all. */
  readonly openDistribution: 'exponential' | 'fixed';
  /** Seconds after close that the tuple stays unusable, at least 0. */
  readonly quarantineSeconds: number;
}

/**
 * Tuples in use on average at every step if there were enough for all: the mean of an M(t)/G/∞ queue whose arrival rate
 * is a straight line between steps, and was steady before the first. In use are those that arrived within the quarantine,
 * and those that were open when it began: `m(t) = Λ(t) − Λ(t − w) + o(t − w)`, with Λ the arrivals until then and
 * `o′ = λ − o / h`. Both are closed forms within a step, so that this is exact, and O(steps).
 *
 * With a rate that changes the distribution of the hold matters: the less it varies, the higher the peak.
 *
 * @param connectionsPerSecond at each step, at least 0
 * @param stepSeconds above 0
 * @returns erlangs at each step
 * @throws DomainError outside those ranges
 * @see Eick, Massey, Whitt: The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993, theorem 1
 */
export function infiniteServerLoad(
  connectionsPerSecond: Readonly<Float64Array>,
  stepSeconds: number,
  hold: TransientHold,
): Float64Array<ArrayBuffer> {
  requireAbove('stepSeconds', stepSeconds, 0);
  const open = requireAtLeast('openSeconds', hold.openSeconds, 0);
  const quarantine = requireAtLeast('quarantineSeconds', hold.quarantineSeconds, 0);
  connectionsPerSecond.forEach((rate) => requireAtLeast('connectionsPerSecond', rate, 0));
  const arrived = arrivalsUntil(connectionsPerSecond, stepSeconds);
  if (hold.openDistribution === 'fixed')
    return connectionsPerSecond.map(
      (_, step) => arrived(step) - arrived(step - (open + quarantine) / stepSeconds),
    );
  const openAt = openConnections(connectionsPerSecond, stepSeconds, open);
  const quarantineSteps = quarantine / stepSeconds;
  return connectionsPerSecond.map(
    (_, step) => arrived(step) - arrived(step - quarantineSteps) + openAt(step - quarantineSteps),
  );
}

/**
 * Blocking at every instant with a load that changes: Erlang B of the modified offered load, what would be in use if there
 * were enough for all. The rate of the instant times the hold, in its place, misses both how late and how low a short peak
 * comes, and an average over time understates it badly. It takes for granted that servers come free as at a steady load: see
 * `risingBlocking` for a load that rises faster.
 *
 * @param offeredLoads erlangs, as from {@link infiniteServerLoad}
 * @param servers at least 0
 * @throws DomainError outside those ranges
 * @see Massey, Whitt: An Analysis of the Modified Offered-Load Approximation for the Nonstationary Erlang Loss Model, Annals
 *   of Applied Probability 4(4), 1994
 */
export function modifiedOfferedLoadBlocking(
  offeredLoads: Readonly<Float64Array>,
  servers: number,
): Float64Array<ArrayBuffer> {
  return offeredLoads.map((load) => erlangB(Math.max(0, load), servers));
}

/** Arrivals since step 0 until any point between steps, negative before: the integral of the rate. */
function arrivalsUntil(rates: Readonly<Float64Array>, stepSeconds: number): (step: number) => number {
  const atStep = new Float64Array(rates.length);
  for (let step = 1; step < rates.length; step += 1)
    atStep[step] =
      (atStep[step - 1] ?? 0) + (((rates[step - 1] ?? 0) + (rates[step] ?? 0)) / 2) * stepSeconds;
  return (step) => {
    if (step <= 0) return step * stepSeconds * (rates[0] ?? 0);
    const whole = Math.floor(step);
    const part = step - whole;
    const from = rates[whole] ?? 0;
    const to = from + ((rates[whole + 1] ?? from) - from) * part;
    return (atStep[whole] ?? 0) + ((from + to) / 2) * part * stepSeconds;
  };
}

/** Connections open at any point between steps, when they are open for an exponential time. */
function openConnections(
  rates: Readonly<Float64Array>,
  stepSeconds: number,
  openSeconds: number,
): (step: number) => number {
  if (openSeconds === 0) return () => 0;
  const atStep = new Float64Array(rates.length);
  const steady = (rates[0] ?? 0) * openSeconds;
  const after = (whole: number, part: number): number => {
    const from = rates[whole] ?? 0;
    const slope = ((rates[whole + 1] ?? from) - from) / stepSeconds;
    const lifetimes = (part * stepSeconds) / openSeconds;
    return (
      (atStep[whole] ?? 0) * Math.exp(-lifetimes) -
      from * openSeconds * Math.expm1(-lifetimes) +
      slope * openSeconds * openSeconds * exponentialRemainder(lifetimes)
    );
  };
  atStep[0] = steady;
  for (let step = 1; step < rates.length; step += 1) atStep[step] = after(step - 1, 1);
  return (step) => {
    if (step <= 0) return steady;
    const whole = Math.floor(step);
    return after(whole, step - whole);
  };
}

/** `e^−x − 1 + x`, by its series where the terms would cancel. */
function exponentialRemainder(x: number): number {
  if (x > 0.5) return Math.expm1(-x) + x;
  let term = (x * x) / 2;
  let sum = 0;
  for (let n = 3; n < 20; n += 1) {
    sum += term;
    term *= -x / n;
  }
  return sum;
}
