/** How long a tuple is held: an open part that varies, and a quarantine that does not. */
export interface SurgeHold {
  /** Mean seconds that a connection is open, taken as exponential. */
  readonly openSeconds: number;
  /** Seconds after close that its tuple stays unusable. */
  readonly quarantineSeconds: number;
}

/** What a surge does to the tuples held. */
export interface SurgeResponse {
  /** Erlangs at each step. */
  readonly load: Float64Array;
  /** Erlangs beyond the steady load of the last step's rate that are left so many seconds after it, at least 0. */
  readonly leftAfter: (seconds: number) => number;
}

/**
 * Tuples held through a surge, at every step: the mean of an M(t)/G/∞ queue whose arrival rate is a straight line
 * between steps and was steady before the first. Open connections obey `o' = λ − o / open`; closed ones stay for exactly
 * the quarantine. O(steps), exact for such a rate but for the quarantine's edge, which is interpolated within a step.
 *
 * @param rates arrivals per second at each step
 * @see Eick, Massey, Whitt: The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993, theorem 1
 */
export function surgeLoad(rates: Float64Array, stepSeconds: number, hold: SurgeHold): SurgeResponse {
  const before = rates[0] ?? 0;
  const load = new Float64Array(rates.length);
  const closed = new Float64Array(rates.length);
  const { openSeconds, quarantineSeconds } = hold;
  const decay = openSeconds <= 0 ? 0 : Math.exp(-stepSeconds / openSeconds);
  let open = before * openSeconds;
  for (let step = 0; step < rates.length; step += 1) {
    const rate = rates[step] ?? 0;
    if (step > 0) {
      const previous = rates[step - 1] ?? 0;
      // Solves `o' = λ(t) − o / h` over one step in which λ is a straight line.
      const lag = ((rate - previous) / stepSeconds) * openSeconds;
      const settled = openSeconds * (rate - lag);
      const next = settled + (open - openSeconds * (previous - lag)) * decay;
      const arrived = ((previous + rate) / 2) * stepSeconds;
      closed[step] = (closed[step - 1] ?? 0) + arrived - (next - open);
      open = next;
    }
    load[step] = open + closedWithin(closed, step, stepSeconds, quarantineSeconds, before);
  }

  const last = rates.length - 1;
  const rate = rates[last] ?? 0;
  const stillOpen = Math.max(0, open - rate * openSeconds);
  const leftAfter = (seconds: number): number => {
    const since = seconds - quarantineSeconds;
    if (since >= 0) return openSeconds > 0 ? stillOpen * Math.exp(-since / openSeconds) : 0;
    const closedLately = closedWithin(closed, last, stepSeconds, -since, before);
    return Math.max(0, open - rate * openSeconds + closedLately + rate * since);
  };
  return { load, leftAfter };
}

/** Connections closed in the last `quarantineSeconds`; before the first step they closed at a steady rate. */
function closedWithin(
  closed: Float64Array,
  step: number,
  stepSeconds: number,
  quarantineSeconds: number,
  before: number,
): number {
  const since = step - quarantineSeconds / stepSeconds;
  const now = closed[step] ?? 0;
  if (since <= 0) return now - before * since * stepSeconds;
  const whole = Math.floor(since);
  const left = closed[whole] ?? 0;
  const right = closed[whole + 1] ?? left;
  return now - (left + (right - left) * (since - whole));
}
