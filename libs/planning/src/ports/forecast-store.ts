import type { Forecast } from '@portplan/engine';
import type { DocumentStore } from './document-store.js';

export abstract class ForecastStore {
  abstract readonly documents: DocumentStore<Forecast>;
}
