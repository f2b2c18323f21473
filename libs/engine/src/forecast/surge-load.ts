/** How long a tuple is held: an open part that varies, and a quarantine that does not. */
export interface SurgeHold {
  /** Mean seconds that a connection is open, taken as exponential. */
  readonly openSeconds: number;
  /** Seconds after close that its tuple stays unusable. */
  readonly quarantineSeconds: number;
}

/**
 * Tuples held through a surge, at every step: the mean of an M(t)/G/∞ queue whose arrival rate is a straight line
 * between steps and was steady before the first. Open connections obey `o' = λ − o / open`; closed ones stay for exactly
 * the quarantine. O(steps), exact for such a rate but for the quarantine's edge, which is interpolated within a step.
 *
 * @param rates arrivals per second at each step
 * @returns erlangs at each step
 * @see Eick, Massey, Whitt: The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993, theorem 1
 */
export function surgeLoad(rates: Float64Array, stepSeconds: number, hold: SurgeHold): Float64Array {
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
  return load;
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
