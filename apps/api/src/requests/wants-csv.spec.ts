import { wantsCsv } from './wants-csv.js';

describe('a client that accepts', () => {
  it.each([
    ['text/csv', true],
    ['TEXT/CSV; header=present, */*', true],
    ['text/csv, application/json', true],
    ['application/json, text/csv', false],
    ['application/json;q=0, text/csv;q=0.5', true],
    ['text/csv;q=0', false],
    ['text/csv; q=0.000, */*', false],
    ['*/*', false],
    [undefined, false],
  ])('%s gets CSV: %s', (accept, csv) => {
    expect(wantsCsv(accept)).toBe(csv);
  });
});
