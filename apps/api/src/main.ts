import { startTracing } from '@portplan/platform/tracing';

// What is traced has to be loaded after the tracing.
startTracing(process.env)
  .then(() => import('./serve.js'))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
