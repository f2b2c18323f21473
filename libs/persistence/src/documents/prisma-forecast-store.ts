import type { Forecast } from '@portplan/engine';
import { ForecastStore, type DocumentStore } from '@portplan/planning';
import type { Database } from '../database/database.js';
import type { TenantReads } from '../database/tenant-reads.js';
import { FORECAST_TABLES } from './forecast-tables.js';
import { PrismaDocumentStore } from './prisma-document-store.js';

export class PrismaForecastStore extends ForecastStore {
  override readonly documents: DocumentStore<Forecast>;

  constructor(database: Database, reads: TenantReads) {
    super();
    this.documents = new PrismaDocumentStore(database, reads, 'forecast', FORECAST_TABLES);
  }
}
