// Writes docs/api/*.schema.json from the built package: `npm run schemas -w libs/documents`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { publishedSchemas } from './dist/schema/published-schemas.js';

const folder = new URL('../../docs/api/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(new URL(name, folder), text);
