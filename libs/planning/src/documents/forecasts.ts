import type { Forecast } from '@portplan/engine';
import type { Caller } from '../caller.js';
import type { Clock } from '../ports/clock.js';
import type { ForecastStore } from '../ports/forecast-store.js';
import type { IdSource } from '../ports/id-source.js';
import { readForecast } from './read-document.js';
import { RevisedDocuments } from './revised-documents.js';

/** The forecasts of a workspace. */
export class Forecasts extends RevisedDocuments<Forecast> {
  protected override readonly noun = 'forecast';
  protected override readonly cursorKind = 'forecasts';

  constructor(forecasts: ForecastStore, ids: IdSource, clock: Clock) {
    super(forecasts.documents, ids, clock);
  }

  protected override read(_caller: Caller, sources: readonly unknown[]): Promise<readonly Forecast[]> {
    return Promise.resolve().then(() => sources.map(readForecast));
  }
}
