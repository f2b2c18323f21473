import { PlanError, type Demand, type Finding, type Forecast } from '@portplan/engine';
import { fitHistory, type HistoryFit } from './fit-history.js';
import { HistoryError } from './history-error.js';

/** A forecast whose recorded demand has become a series, with what is to be said of it. */
export interface FittedForecast {
  readonly forecast: Forecast;
  /** How good each fit was, for the reader of a plan. */
  readonly findings: readonly Finding[];
}

/** Whether a forecast has recorded demand, which must be fitted before it can be planned with. */
export function hasHistory({ demand }: Forecast): boolean {
  return demand.some(({ history }) => history !== undefined);
}

/** @throws PlanError that names the demand, where a recording cannot be fitted to */
export function fittedForecast(forecast: Forecast): FittedForecast {
  const findings: Finding[] = [];
  const demand = forecast.demand.map((item, index): Demand => {
    const { history, ...rest } = item;
    if (history === undefined) return item;
    const fit = fitAt(forecast, item, index);
    findings.push(findingOf(item.source, fit));
    return { ...rest, series: fit.series, sigma: Math.hypot(fit.sigma, rest.sigma ?? 0) };
  });
  return { forecast: { ...forecast, demand }, findings };
}

function fitAt({ start, stepSeconds, steps }: Forecast, { history = {} }: Demand, index: number): HistoryFit {
  try {
    return fitHistory(history, { startSeconds: Date.parse(start) / 1000, stepSeconds, steps });
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    const which = history.csv === undefined ? 'prometheus' : 'csv';
    throw new PlanError('forecast', [
      {
        pointer: `/demand/${String(index)}/history/${which}`,
        code: `history-${error.code}`,
        value: error.value?.slice(0, 100) ?? '',
        message: `demand[${String(index)}].history.${which} cannot be fitted to: ${error.message}`,
      },
    ]);
  }
}

const DAY = 86_400;

function findingOf(
  source: string,
  { heldBack, sigma, seasonsSeconds, recordedSteps, standingOutSeconds }: HistoryFit,
): Finding {
  const seasons = seasonsSeconds.map((seconds) => (seconds === DAY ? 'a day' : 'a week'));
  const of = seasons.length === 0 ? 'no season' : `seasons of ${seasons.join(' and ')}`;
  const week = seasonsSeconds.includes(7 * DAY)
    ? ''
    : ' It knows no week, of which two must be recorded: weekends are taken for other days.';
  const without =
    heldBack.seasonsSeconds.length < seasonsSeconds.length
      ? ' (by what was before them, which was too short for all of these seasons)'
      : '';
  const [first] = standingOutSeconds;
  const usual =
    first === undefined
      ? ''
      : ` ${String(standingOutSeconds.length)} of its steps, the first at ${new Date(first * 1000).toISOString().replace('.000Z', 'Z')}, stand out, and are continued as if they had not: what may come again is an event of the forecast.`;
  return {
    code: 'history-fitted',
    severity: 'info',
    node: source,
    message: `The demand of ${source} continues its recording (${String(recordedSteps)} steps, ${of}); on the last ${String(heldBack.steps)} steps, which were held back, it was ${(heldBack.meanError * 100).toFixed(1)} % off on average${without}, and ${(heldBack.coverage * 100).toFixed(0)} % of them lay within the model's 90 % interval${heldBack.widening > 1 ? `, which is widened ${heldBack.widening.toFixed(1)} times to hold 90 %` : ''}. Its spread is sigma ${sigma.toFixed(3)}.${week}${usual}`,
  };
}
