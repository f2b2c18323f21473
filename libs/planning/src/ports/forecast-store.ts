import type { Forecast } from '@portplan/engine';
import { DocumentStore } from './document-store.js';

export abstract class ForecastStore extends DocumentStore<Forecast> {}
