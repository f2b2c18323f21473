// libs/client from the committed OpenAPI description, in a process of its own: what generates is a package.
import { createClient } from '@hey-api/openapi-ts';
import { join } from 'node:path';
import { ROOT } from './prepare.mjs';

await createClient({
  input: join(ROOT, 'docs', 'api', 'openapi.json'),
  output: {
    path: join(ROOT, 'libs', 'client', 'src', 'generated'),
    module: { extension: '.js' },
    importFileExtension: '.js',
  },
  plugins: ['@hey-api/client-fetch'],
  logs: { level: 'silent', file: false },
});
