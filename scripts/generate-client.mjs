// libs/client from the committed OpenAPI description, in a process of its own: what generates is a package.
import { createClient } from '@hey-api/openapi-ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prepare.mjs';

/** A type is that of the whole answer: who asks for some fields knows which. */
function whole(key, value) {
  if (key === 'schemas') {
    return Object.fromEntries(Object.entries(value).filter(([name]) => !name.endsWith('Part')));
  }
  const alternatives = value?.anyOf?.filter(({ $ref = '' }) => !$ref.endsWith('Part')) ?? [];
  return alternatives.length === 1 ? alternatives[0] : value;
}

const description = readFileSync(join(ROOT, 'docs', 'api', 'openapi.json'), 'utf8');

await createClient({
  input: JSON.parse(description, whole),
  output: {
    path: join(ROOT, 'libs', 'client', 'src', 'generated'),
    module: { extension: '.js' },
    importFileExtension: '.js',
  },
  plugins: ['@hey-api/client-fetch'],
  logs: { level: 'silent', file: false },
});
