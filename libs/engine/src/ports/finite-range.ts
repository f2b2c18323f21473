import type { RunChance } from './search-worth.js';

/**
 * The chance that all runs of one search are in use, in a range of so many ports. In an endless range that is the product of
 * their chances; in a finite one the second run may fall into the very stretch of ports in use that stopped the first, and
 * the fewer ports there are, the likelier.
 *
 * One run after the other: having found one in use, the stretch that holds it has a length of that run and, on either side,
 * what a geometric tail leaves; a later run of n falls into a stretch of l with the chance (l − n + 1) / ports. Elsewhere
 * it meets what it always meets, or a little less: a stretch beyond what is usual is a fill above what is usual, more is
 * lost at it, and in the mean the rest of the range is emptier by what that takes back. No constant is fitted.
 *
 * @param runs what each meets in an endless range at this fill
 * @param fill above 0, below 1
 */
export function allInUse(runs: readonly RunChance[], fill: number, ports: number): number {
  const endless = runs.reduce((product, { chance }) => product * chance, 1);
  if (runs.length === 1 || endless === 0) return endless;
  const takenBack = shareTakenBack(runs, endless, fill);
  let all = 1;
  // Ports in stretches met so far, and chances that a run falls into one of them.
  const stretches: { readonly length: number; readonly apart: number }[] = [];
  runs.forEach(({ length, chance, slope }, index) => {
    let [inside, stretched] = [0, 0];
    for (const stretch of stretches) {
      inside += (stretch.apart * Math.max(0, stretch.length - length + 1)) / ports;
      stretched += (stretch.apart * stretch.length) / ports;
    }
    inside = Math.min(1, inside);
    const emptier = takenBack * (1 - fill) * stretched;
    const elsewhere = (1 - inside) * Math.max(0, chance * (1 - slope * emptier));
    const met = inside + elsewhere;
    all *= met;
    stretches.push({ length: length + beyond(runs, index), apart: met > 0 ? elsewhere / met : 0 });
  });
  return all;
}

/**
 * Of a fluctuation of the fill, the share that the loss takes back: carried is offered less lost, so that a fill above the
 * mean by δ is brought back to `δ / (1 + offered × dLoss/dFill)`.
 */
function shareTakenBack(runs: readonly RunChance[], loss: number, fill: number): number {
  if (loss >= 1) return 1;
  const slope = runs.reduce((sum, run) => sum + run.slope, 0);
  const feedback = (fill * loss * Math.max(0, slope)) / (1 - loss);
  return feedback / (1 + feedback);
}

/** Ports that a stretch in use goes on, both ways together, beyond a run in it: geometric, as chances fall from run to run. */
function beyond(runs: readonly RunChance[], index: number): number {
  const [run, other] = [runs[index], runs[index + 1] ?? runs[index - 1]];
  if (run === undefined || other === undefined) return 0;
  const decay = (run.chance / other.chance) ** (1 / (run.length - other.length));
  return decay < 1 ? (2 * decay) / (1 - decay) : Number.MAX_SAFE_INTEGER;
}
