/** Seconds since 1970-01-01T00:00:00Z of an ISO 8601 instant with a time zone; null where the text is none. */
export function epochSecondsOf(instant: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(instant)) return null;
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

/** ISO 8601 in UTC, to the second. */
export function instantOf(epochSeconds: number): string {
  return new Date(Math.round(epochSeconds) * 1000).toISOString().replace('.000Z', 'Z');
}
