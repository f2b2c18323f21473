import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export default async function stopPostgres(): Promise<void> {
  const postgres = globalThis.portplanPostgres;
  if (postgres === undefined) return;
  await postgres.stop();
  await rm(dirname(postgres.dataDirectory), { recursive: true, force: true });
}
