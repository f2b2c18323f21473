// Generated from docs/api/openapi.json by `npm run build`: a function for each operation, a type for each body and answer.
export * from './generated/index.js';
export { createClient, type Client } from './generated/client/index.js';
