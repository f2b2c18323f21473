import pg from 'pg';
import { instantIn } from './instants.js';

describe('an instant as PostgreSQL writes it', () => {
  it.each([
    ['2026-11-29 18:00:00+00', '2026-11-29T18:00:00.000Z'],
    ['2026-11-29 18:00:00.5+00', '2026-11-29T18:00:00.500Z'],
    ['2024-02-29 23:59:59.07+00', '2024-02-29T23:59:59.070Z'],
    ['1969-12-31 00:00:01.234+00', '1969-12-31T00:00:01.234Z'],
  ])('%s is read as the driver reads it', (text, instant) => {
    expect(instantIn(text)?.toISOString()).toBe(instant);
    const usual = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => unknown;
    expect(usual(text)).toEqual(instantIn(text));
  });

  it.each([
    'infinity',
    '-infinity',
    '2026-11-29 18:00:00.25+01',
    '2026-11-29 18:00:00.25-00:30',
    '2026-11-29 18:00:00.123456+00',
    '0044-03-15 12:00:00+00 BC',
    '12026-11-29 18:00:00+00',
    '18:00:00+00',
  ])('is left to the driver in another form: %s', (text) => {
    expect(instantIn(text)).toBeNull();
  });
});
