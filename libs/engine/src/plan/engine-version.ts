/** Changes whenever the same input may give other bytes. */
export const ENGINE_VERSION = '0.2.0';
