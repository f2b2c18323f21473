/** What is not acceptable (RFC 9110, 12.4.2). */
const REFUSED = /;\s*q=0(\.0{0,3})?\s*(;|$)/;

/** Whether a client names CSV and does not name JSON before it. */
export function wantsCsv(accept: string | undefined): boolean {
  const types = (accept ?? '')
    .toLowerCase()
    .split(',')
    .filter((range) => !REFUSED.test(range))
    .map((range) => range.split(';')[0]?.trim());
  const csv = types.indexOf('text/csv');
  const json = types.indexOf('application/json');
  return csv >= 0 && (json < 0 || csv < json);
}
