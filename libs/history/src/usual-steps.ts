/** A recording as it usually is. */
export interface UsualSteps {
  /** Of every step. */
  readonly rates: Float64Array;
  /** Steps that were recorded, but are not usual: the rest of the recording says what stands there. */
  readonly standingOut: readonly number[];
}

/** A season must have been seen so often that the median of its steps is that of no single one. */
const LEAST_CYCLES = 3;
/** Interquartile ranges beyond the quartiles: Tukey's outer fences. */
const FENCE = 3;
/** In logarithms: what is less than half as much again, or more than two thirds, does no harm. */
const LEAST_DISTANCE = 0.4;
const DAY = 86_400;
/** A step without any traffic has no logarithm: it counts as this share of the mean. */
const FLOOR_SHARE = 1e-3;

/**
 * Fills the gaps of a recording, and replaces what stands out for no longer than a day, with what the season makes of the
 * level there: in logarithms, medians over a season around the step and over the same step of all seasons. What still
 * stands out when the recording ends may be how it goes on, and is kept; so is what lasts longer than a day. A recording
 * of fewer than three of its seasons has its gaps bridged by a straight line, and nothing replaced.
 *
 * @param recorded requests per second of every step, NaN where there is no record; the first and the last have one
 * @param seasons lengths in steps, ascending
 * @see Hyndman, Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. 2021, section 13.9 (outliers beyond three
 *   interquartile ranges of what the season leaves, replaced as missing values are); Tukey, Exploratory Data Analysis, 1977
 */
export function usualSteps(
  recorded: Float64Array,
  seasons: readonly number[],
  stepSeconds: number,
): UsualSteps {
  const season = seasons.findLast((steps) => recorded.length >= LEAST_CYCLES * steps);
  if (season === undefined) return { rates: bridged(recorded), standingOut: [] };
  const logs = logarithms(recorded);
  const levels = levelsOf(logs, season, Math.max(1, Math.min(season, Math.round(DAY / stepSeconds))));
  const detrended = logs.map((log, step) => log - (levels[step] ?? 0));
  const shape = Float64Array.from({ length: season }, (_, phase) =>
    median(detrended.filter((value, step) => step % season === phase && !Number.isNaN(value))),
  );
  const usual = levels.map((level, step) => level + (shape[step % season] ?? 0));
  const distances = logs.map((log, step) => log - (usual[step] ?? 0));
  const standingOut = stretchesBeyond(distances, Math.max(1, Math.round(DAY / stepSeconds)));
  const replaced = new Set(standingOut);
  return {
    rates: recorded.map((rate, step) =>
      Number.isNaN(rate) || replaced.has(step) ? Math.exp(usual[step] ?? 0) : rate,
    ),
    standingOut,
  };
}

/** NaN stays NaN. */
function logarithms(recorded: Float64Array): Float64Array {
  const known = recorded.filter((rate) => !Number.isNaN(rate));
  const floor = (known.reduce((sum, rate) => sum + rate, 0) / known.length) * FLOOR_SHARE;
  return recorded.map((rate) => Math.log(Math.max(rate, floor)));
}

/** Medians over a season around every so many steps, and a straight line between. */
function levelsOf(logs: Float64Array, season: number, every: number): Float64Array {
  const knots: { readonly step: number; readonly level: number }[] = [];
  for (let step = 0; step < logs.length + every; step += every) {
    const from = Math.max(0, Math.min(logs.length - season, step - Math.floor(season / 2)));
    const around = logs.slice(from, from + season).filter((log) => !Number.isNaN(log));
    if (around.length >= season / 2) knots.push({ step, level: median(around) });
  }
  let next = 0;
  return logs.map((_, step) => {
    while (next < knots.length - 1 && (knots[next]?.step ?? 0) < step) next += 1;
    const [after, before] = [knots[next], knots[Math.max(0, next - 1)]];
    if (after === undefined || before === undefined) return 0;
    if (after.step <= before.step || step <= before.step) return before.level;
    const along = Math.min(1, (step - before.step) / (after.step - before.step));
    return before.level + along * (after.level - before.level);
  });
}

/** Stretches beyond the fences that are no longer than a day and have ended. */
function stretchesBeyond(distances: Float64Array, longest: number): readonly number[] {
  const known = distances.filter((distance) => !Number.isNaN(distance)).sort();
  const at = (share: number): number => known[Math.round(share * (known.length - 1))] ?? 0;
  const reach = FENCE * (at(0.75) - at(0.25));
  const low = Math.min(at(0.25) - reach, -LEAST_DISTANCE);
  const high = Math.max(at(0.75) + reach, LEAST_DISTANCE);
  const found: number[] = [];
  let stretch: number[] = [];
  for (const [step, distance] of distances.entries()) {
    if (distance < low || distance > high) stretch.push(step);
    else if (!Number.isNaN(distance)) {
      if (stretch.length <= longest) found.push(...stretch);
      stretch = [];
    }
  }
  return found;
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** The first and the last step have records; so every gap has two ends. */
function bridged(recorded: Float64Array): Float64Array {
  const rates = recorded.slice();
  let before = 0;
  for (const [step, rate] of recorded.entries()) {
    if (Number.isNaN(rate)) continue;
    for (let gap = before + 1; gap < step; gap += 1) {
      const along = (gap - before) / (step - before);
      rates[gap] = (recorded[before] ?? 0) * (1 - along) + rate * along;
    }
    before = step;
  }
  return rates;
}
