// Brings the database of DATABASE_URL to the schema of this version, and ends: for deployments that migrate apart from the api.
import { migrate } from '@portplan/persistence';
import { readConfiguration } from '@portplan/platform';

try {
  const applied = await migrate(readConfiguration(process.env).databaseUrl);
  console.log(
    applied.length === 0
      ? 'The database is up to date.'
      : applied.map((name) => `applied ${name}`).join('\n'),
  );
} catch (error) {
  console.error(error.message || error.code);
  process.exitCode = 1;
}
