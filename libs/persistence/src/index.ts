// Storage behind the ports of planning.
export { openPersistence, type Persistence } from './open-persistence.js';
export type { DatabaseOptions } from './database/database.js';
export { actingFor, type Acting, type Actor } from './database/tenancy.js';

// The database's schema.
export { migrate } from './migrations/migrate.js';

// A PostgreSQL for those who have none.
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/start-embedded-postgres.js';
