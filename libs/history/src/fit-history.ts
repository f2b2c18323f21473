import type { DemandHistory } from '@portplan/engine';
import { evenSteps, type EvenSteps } from './even-steps.js';
import { HistoryError } from './history-error.js';
import { readHistory } from './read-history.js';
import { predictSeasonal, type Prediction } from './seasonal-model.js';

/** The steps of a forecast. */
export interface Steps {
  /** Seconds since 1970. */
  readonly startSeconds: number;
  readonly stepSeconds: number;
  readonly steps: number;
}

/** A recording continued over the steps of a forecast, and how good such a continuation was where it is known. */
export interface HistoryFit {
  /** Median requests per second of each step. */
  readonly series: readonly number[];
  /** Standard deviation of the logarithm: the root mean square over the steps. */
  readonly sigma: number;
  /** Seasons that were found long enough a record of, in seconds. */
  readonly seasonsSeconds: readonly number[];
  /** Steps of the recording that the fit has seen. */
  readonly recordedSteps: number;
  /** The recording's last fifth, predicted from what was before it. */
  readonly heldBack: {
    readonly steps: number;
    /** Mean of |predicted − recorded| over the mean recorded. */
    readonly meanError: number;
    /** Share of records within the model's own interval that should hold 90 % of them. */
    readonly coverage: number;
    /** What the model's deviation is multiplied by so that 90 % of them lie within, at least 1. */
    readonly widening: number;
  };
}

const HOUR = 3600;
const DAY = 86_400;
const SEASONS = [DAY, 7 * DAY];
const HELD_BACK = 0.2;
/** A recording of two days knows nothing of a year. */
const FURTHEST = 4;
const LEAST_STEPS = 10;
/** Beyond, steps of an hour are fitted and each is used for all within it. */
const MOST_STEPS = 5000;
const DEVIATES_OF_90_PERCENT = 1.6448536269514722;
/** A recording without any noise has no deviation to be divided by. */
const LEAST_DEVIATION = 1e-6;
/** A step without any traffic has no logarithm: it counts as this share of the mean. */
const FLOOR_SHARE = 1e-3;

/**
 * Continues recorded demand over a forecast: seasons of a day and a week where the recording has two of them, a trend, and
 * the uncertainty of both, in logarithms, so that demand stays above zero and its spread grows with it.
 *
 * @throws HistoryError where the recording is malformed, has gaps, is too short, or the forecast reaches too far beyond it
 */
export function fitHistory(history: DemandHistory, wanted: Steps): HistoryFit {
  const recorded = readHistory(history);
  const [first, last] = [recorded[0], recorded.at(-1)];
  const length = (last?.atSeconds ?? 0) - (first?.atSeconds ?? 0);
  const grain = grainOf(wanted.stepSeconds, length);
  const known = evenSteps(recorded, grain);
  const { rates } = known;
  if (rates.length < LEAST_STEPS)
    throw new HistoryError(
      'too-short',
      String(rates.length),
      `it has ${String(rates.length)} steps of ${String(grain)} s; at least ${String(LEAST_STEPS)} are needed, better two weeks`,
    );
  refuseDistance(known, wanted);

  const logs = logarithms(rates);
  const seasons = seasonsOf(rates.length, grain);
  const end = wanted.startSeconds + wanted.stepSeconds * wanted.steps;
  const horizon = Math.max(1, Math.ceil((end - endOf(known)) / grain));
  const prediction = predictSeasonal(logs, seasons, horizon);
  const used = usedSteps(known, prediction, wanted);
  const tail = heldBack(rates, grain);
  const spread = Math.sqrt(used.reduce((sum, { deviation }) => sum + deviation ** 2, 0) / used.length);
  return {
    series: used.map(({ rate }) => rate),
    // Exponential smoothing takes its own parameters for certain; what was held back says how much more there is.
    sigma: spread * tail.widening,
    seasonsSeconds: seasons.map((season) => season * grain),
    recordedSteps: rates.length,
    heldBack: tail,
  };
}

/** The forecast's own step, unless the recording then has more steps than are worth fitting. */
function grainOf(stepSeconds: number, recordedSeconds: number): number {
  return recordedSeconds / stepSeconds <= MOST_STEPS ? stepSeconds : Math.max(stepSeconds, HOUR);
}

function endOf({ startSeconds, stepSeconds, rates }: EvenSteps): number {
  return startSeconds + stepSeconds * rates.length;
}

function refuseDistance(known: EvenSteps, { startSeconds, stepSeconds, steps }: Steps): void {
  const recorded = known.stepSeconds * known.rates.length;
  const beyond = startSeconds + stepSeconds * steps - endOf(known);
  if (startSeconds < known.startSeconds)
    throw new HistoryError(
      'too-far',
      new Date(known.startSeconds * 1000).toISOString(),
      `it begins at ${new Date(known.startSeconds * 1000).toISOString()}, after the forecast does; a forecast continues what was recorded`,
    );
  if (beyond > FURTHEST * recorded)
    throw new HistoryError(
      'too-far',
      String(beyond),
      `it covers ${days(recorded)}, and the forecast reaches ${days(beyond)} beyond it; at most ${String(FURTHEST)} times what was recorded can be forecast: record more, or forecast less`,
    );
}

function days(seconds: number): string {
  return `${(seconds / DAY).toFixed(1)} days`;
}

/** Lengths in steps of the seasons of which the recording has two. */
function seasonsOf(steps: number, grain: number): readonly number[] {
  return SEASONS.map((season) => season / grain).filter(
    (season) => Number.isInteger(season) && season >= 2 && steps >= 2 * season,
  );
}

function logarithms(rates: Float64Array): Float64Array {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  if (mean <= 0)
    throw new HistoryError('not-a-rate', '0', 'it has no traffic at all; nothing can be continued');
  return rates.map((rate) => Math.log(Math.max(rate, mean * FLOOR_SHARE)));
}

interface UsedStep {
  readonly rate: number;
  readonly deviation: number;
}

/** What each step of the forecast takes: what was recorded where it lies within, else what is predicted. */
function usedSteps(known: EvenSteps, prediction: Prediction, wanted: Steps): readonly UsedStep[] {
  const end = endOf(known);
  return Array.from({ length: wanted.steps }, (_, step): UsedStep => {
    const at = wanted.startSeconds + step * wanted.stepSeconds;
    if (at < end) {
      const index = Math.floor((at - known.startSeconds) / known.stepSeconds);
      return { rate: known.rates[index] ?? 0, deviation: 0 };
    }
    const index = Math.min(prediction.middle.length - 1, Math.floor((at - end) / known.stepSeconds));
    return { rate: Math.exp(prediction.middle[index] ?? 0), deviation: prediction.deviation[index] ?? 0 };
  });
}

function heldBack(rates: Float64Array, grain: number): HistoryFit['heldBack'] {
  const count = Math.max(1, Math.floor(rates.length * HELD_BACK));
  const seen = rates.slice(0, rates.length - count);
  const unseen = rates.slice(rates.length - count);
  const { middle, deviation } = predictSeasonal(logarithms(seen), seasonsOf(seen.length, grain), count);
  const mean = unseen.reduce((sum, rate) => sum + rate, 0) / count;
  const errors = unseen.map((rate, step) => Math.abs(Math.exp(middle[step] ?? 0) - rate));
  const beyond = unseen.map(
    (rate, step) =>
      Math.abs(Math.log(Math.max(rate, mean * FLOOR_SHARE)) - (middle[step] ?? 0)) /
      (DEVIATES_OF_90_PERCENT * Math.max(deviation[step] ?? 0, LEAST_DEVIATION)),
  );
  return {
    steps: count,
    meanError: mean > 0 ? errors.reduce((sum, error) => sum + error, 0) / count / mean : 0,
    coverage: beyond.filter((distance) => distance <= 1).length / count,
    widening: Math.max(1, beyond.sort()[Math.ceil(0.9 * count) - 1] ?? 1),
  };
}
