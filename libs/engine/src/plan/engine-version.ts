/** Changes whenever the same input may give other bytes. */
export const ENGINE_VERSION = '0.3.0';
