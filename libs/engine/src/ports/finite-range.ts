import type { RunChance } from './search-worth.js';

/**
 * The chance that all runs of one search are in use, in a range of so many ports. In an endless range that is the product of
 * their chances; in a finite one a later run may fall into the very stretch of ports in use that stopped the first, and
 * the fewer ports there are, the likelier.
 *
 * One run after the other: having found one in use, the stretch that holds it has the length of that run and what chances of
 * longer runs say of either side; a later run of n falls into a stretch of l with the chance (l − n + 1) / ports.
 * The first stretch is the longest and may stop all the others, and those that it stopped tell that it is long: the mean is
 * taken over its lengths, not at their mean. Elsewhere a run meets what it always meets, or a little less: a stretch
 * beyond what is usual is a fill above what is usual, more is lost at it, and in the mean the rest of the range is emptier
 * by what that takes back. No constant is fitted.
 *
 * @param runs what each meets in an endless range at this fill, the longest first
 * @param fill above 0, below 1
 */
export function allInUse(runs: readonly RunChance[], fill: number, ports: number): number {
  const endless = runs.reduce((product, { chance }) => product * chance, 1);
  if (runs.length === 1 || endless === 0) return endless;
  const beyonds = runs.map((_, index) => beyond(runs, index));
  const untouched = overFirstStretch(runs, beyonds, ports, 0);
  const takenBack = shareTakenBack(untouched, fill);
  if (takenBack < NOTHING) return untouched.loss;
  return overFirstStretch(runs, beyonds, ports, takenBack * (1 - fill)).loss;
}

/** A share so small that it does not show. */
const NOTHING = 1e-9;

const NO_RUN: RunChance = { length: 0, chance: 1, slope: 0 };

interface Lost {
  readonly loss: number;
  /** By how much the logarithm of the loss rises with the fill. */
  readonly slope: number;
}

/**
 * What is beyond the first run on either side is nearly geometric, both together Gamma of shape 2 in the limit of long tails. Of
 * that a loss is a polynomial of a degree one less than the runs, at most 5, whose mean Gauss and Laguerre's three points (α = 1) tell
 * exactly: multiples of the mean, and weights.
 *
 * @see Abramowitz, Stegun: Handbook of Mathematical Functions, 25.4.45
 */
const FIRST_STRETCHES: readonly { readonly multiple: number; readonly weight: number }[] = [
  { multiple: 0.467911113762044, weight: 0.5886814810396601 },
  { multiple: 1.652703644666139, weight: 0.39121605922230945 },
  { multiple: 3.879385241571817, weight: 0.020102459738030504 },
];

/** @param emptierPerShare by how much the fill falls elsewhere for a share of the range in stretches met */
function overFirstStretch(
  runs: readonly RunChance[],
  beyonds: readonly number[],
  ports: number,
  emptierPerShare: number,
): Lost {
  let loss = 0;
  let rise = 0;
  for (const { multiple, weight } of FIRST_STRETCHES) {
    const lost = oneAfterTheOther(runs, beyonds, multiple, ports, emptierPerShare);
    loss += weight * lost.loss;
    rise += weight * lost.loss * lost.slope;
  }
  return { loss, slope: loss > 0 ? rise / loss : 0 };
}

/** @param firstMultiple what the first stretch is beyond its run, over the mean of that */
function oneAfterTheOther(
  runs: readonly RunChance[],
  beyonds: readonly number[],
  firstMultiple: number,
  ports: number,
  emptierPerShare: number,
): Lost {
  let loss = 1;
  let logSlope = 0;
  // Ports in stretches met so far, and chances that a run did not fall into one met before.
  const stretches: number[] = [];
  const aparts: number[] = [];
  for (let index = 0; index < runs.length; index += 1) {
    const { length, chance, slope } = runs[index] ?? NO_RUN;
    let inside = 0;
    let stretched = 0;
    for (let met = 0; met < index; met += 1) {
      const stretch = stretches[met] ?? 0;
      const share = (aparts[met] ?? 0) / ports;
      if (stretch >= length) inside += share * (stretch - length + 1);
      stretched += share * stretch;
    }
    if (inside > 1) inside = 1;
    const emptier = emptierPerShare * Math.min(1, stretched);
    const elsewhere = (1 - inside) * Math.max(0, chance * (1 - slope * emptier));
    const met = inside + elsewhere;
    const apart = met > 0 ? elsewhere / met : 0;
    loss *= met;
    logSlope += slope * apart;
    stretches[index] = length + (index === 0 ? firstMultiple : 1) * (beyonds[index] ?? 0);
    aparts[index] = apart;
  }
  return { loss, slope: logSlope };
}

/**
 * Of a fluctuation of the fill, the share that the loss takes back: carried is offered less lost, so that a fill above the
 * mean by δ is brought back to `δ / (1 + offered × dLoss/dFill)`.
 */
function shareTakenBack({ loss, slope }: Lost, fill: number): number {
  if (loss >= 1) return 1;
  const feedback = (fill * loss * Math.max(0, slope)) / (1 - loss);
  return feedback / (1 + feedback);
}

/**
 * Ports that the stretch in use which holds a run of n goes on beyond it, both ways together: `2 Σ f(n + k) / f(n)`, with
 * `−ln f` as a power of the length between the runs around it and beyond. The sum is the integral of that, an incomplete
 * gamma function, less a half.
 */
function beyond(runs: readonly RunChance[], index: number): number {
  const run = runs[index];
  const [longer, shorter] = [runs[index - 1] ?? run, runs[index + 1] ?? run];
  if (run === undefined || longer === undefined || shorter === undefined) return 0;
  const power =
    Math.log(Math.log(longer.chance) / Math.log(shorter.chance)) / Math.log(longer.length / shorter.length);
  const ports = (2 * run.length * scaledGamma(1 / power, -Math.log(run.chance))) / power - 1;
  return power > 0 && ports >= 0 ? ports : 0;
}

const TERMS = 6;

/** `e^x x^−s Γ(s, x)` by Legendre's continued fraction. @see Abramowitz, Stegun: Handbook of Mathematical Functions, 6.5.31 */
function scaledGamma(s: number, x: number): number {
  let denominator = x + 2 * TERMS + 1 - s;
  for (let term = TERMS; term > 0; term -= 1)
    denominator = x + 2 * term - 1 - s - (term * (term - s)) / denominator;
  return 1 / denominator;
}
