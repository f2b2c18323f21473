export { createApi } from './create-api.js';
export { openApiOf } from './docs.js';
