import type { DemandHistory } from '@portplan/engine';
import { evenSteps, type EvenSteps } from './even-steps.js';
import { HistoryError } from './history-error.js';
import { readHistory, type RecordedRate } from './read-history.js';
import { predictSeasonal, type Prediction } from './seasonal-model.js';
import { usualSteps } from './usual-steps.js';

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
  /** Instants of those that were taken as usual, since for a day at most they were not. Seconds since 1970. */
  readonly standingOutSeconds: readonly number[];
  /** The recording's last fifth, predicted from what was before it. */
  readonly heldBack: {
    readonly steps: number;
    /** Seasons that what was before it had long enough a record of: fewer, where the recording is short. */
    readonly seasonsSeconds: readonly number[];
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
  const grain = grainOf(Math.max(wanted.stepSeconds, spacingOf(recorded)), length);
  const known = evenSteps(recorded, grain);
  const { rates } = known;
  if (rates.length < LEAST_STEPS)
    throw new HistoryError(
      'too-short',
      String(rates.length),
      `it has ${String(rates.length)} steps of ${String(grain)} s; at least ${String(LEAST_STEPS)} are needed, better two weeks`,
    );
  refuseDistance(known, wanted);

  const seasons = seasonsOf(rates.length, grain);
  const usual = usualSteps(rates, seasons, grain);
  const logs = logarithms(usual.rates);
  const end = wanted.startSeconds + wanted.stepSeconds * wanted.steps;
  const horizon = Math.max(1, Math.ceil((end - endOf(known)) / grain));
  const prediction = predictSeasonal(logs, seasons, horizon);
  const filled = rates.map((rate, step) => (Number.isNaN(rate) ? (usual.rates[step] ?? 0) : rate));
  const used = usedSteps({ ...known, rates: filled }, prediction, wanted);
  const tail = heldBack(rates, grain);
  const ahead = used.filter(({ predicted }) => predicted);
  const spread = Math.sqrt(
    ahead.reduce((sum, { deviation }) => sum + deviation ** 2, 0) / Math.max(1, ahead.length),
  );
  return {
    series: used.map(({ rate }) => rate),
    // Exponential smoothing takes its own parameters for certain; what was held back says how much more there is.
    sigma: spread * Math.max(tail.widening, wideningBySeasons(rates.length, seasons)),
    seasonsSeconds: seasons.map((season) => season * grain),
    recordedSteps: rates.length,
    standingOutSeconds: usual.standingOut.map((step) => known.startSeconds + step * grain),
    heldBack: tail,
  };
}

/** The middle one of the times between records: nothing can be said of what lies within. */
function spacingOf(recorded: readonly RecordedRate[]): number {
  const gaps = Float64Array.from(recorded.slice(1), ({ atSeconds }, index) => {
    return atSeconds - (recorded[index]?.atSeconds ?? 0);
  }).sort();
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

/**
 * A mean of c seasons is as far off what comes as √(1 + 1/c) of their deviation, while they are √(1 − 1/c) off it: what
 * a season that was seen twice leaves says little.
 *
 * @see Montgomery, Peck, Vining, Introduction to Linear Regression Analysis, 5th ed. 2012, section 3.5 (new observations)
 */
function wideningBySeasons(steps: number, seasons: readonly number[]): number {
  const cycles = steps / (seasons.at(-1) ?? 1);
  return seasons.length === 0 ? 1 : Math.sqrt((cycles + 1) / (cycles - 1));
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
  readonly predicted: boolean;
}

/** What each step of the forecast takes: what was recorded where it lies within, else what is predicted. */
function usedSteps(known: EvenSteps, prediction: Prediction, wanted: Steps): readonly UsedStep[] {
  const end = endOf(known);
  return Array.from({ length: wanted.steps }, (_, step): UsedStep => {
    const at = wanted.startSeconds + step * wanted.stepSeconds;
    if (at < end) {
      const index = Math.floor((at - known.startSeconds) / known.stepSeconds);
      return { rate: known.rates[index] ?? 0, deviation: 0, predicted: false };
    }
    const index = Math.min(prediction.middle.length - 1, Math.floor((at - end) / known.stepSeconds));
    const [middle = 0, deviation = 0] = [prediction.middle[index], prediction.deviation[index]];
    return { rate: Math.exp(middle), deviation, predicted: true };
  });
}

/** What stands out among what was held back counts as it was; of what was not recorded nothing is known. */
function heldBack(rates: Float64Array, grain: number): HistoryFit['heldBack'] {
  const last = Math.max(1, Math.floor(rates.length * HELD_BACK));
  const first = rates.length - last;
  const seasons = seasonsOf(first, grain);
  const seen = usualSteps(throughLastRecord(rates.subarray(0, first)), seasons, grain).rates;
  const ahead = first - seen.length;
  const { middle, deviation } = predictSeasonal(logarithms(seen), seasons, last + ahead);
  const unseen = [...rates.subarray(first).entries()].flatMap(([step, rate]) =>
    Number.isNaN(rate)
      ? []
      : [{ rate, middle: middle[step + ahead] ?? 0, deviation: deviation[step + ahead] ?? 0 }],
  );
  const steps = unseen.length;
  const mean = unseen.reduce((sum, { rate }) => sum + rate, 0) / steps;
  const error = unseen.reduce((sum, { rate, middle: log }) => sum + Math.abs(Math.exp(log) - rate), 0);
  const beyond = Float64Array.from(
    unseen,
    ({ rate, middle: log, deviation: one }) =>
      Math.abs(Math.log(Math.max(rate, mean * FLOOR_SHARE)) - log) /
      (DEVIATES_OF_90_PERCENT * Math.max(one, LEAST_DEVIATION)),
  ).sort();
  return {
    steps,
    seasonsSeconds: seasons.map((season) => season * grain),
    meanError: mean > 0 ? error / steps / mean : 0,
    coverage: beyond.filter((distance) => distance <= 1).length / steps,
    widening: Math.max(1, beyond[Math.ceil(0.9 * steps) - 1] ?? 1),
  };
}

function throughLastRecord(rates: Float64Array): Float64Array {
  return rates.subarray(0, rates.findLastIndex((rate) => !Number.isNaN(rate)) + 1);
}
