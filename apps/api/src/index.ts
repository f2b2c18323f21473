export type { ApiOptions } from './app.module.js';
export { createApi } from './create-api.js';
export { openApiOf } from './openapi/openapi-document.js';
