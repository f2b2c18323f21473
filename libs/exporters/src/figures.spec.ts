import fc from 'fast-check';
import {
  barText,
  countText,
  distanceText,
  factorText,
  instantText,
  percentText,
  probabilityText,
  wholeText,
} from './figures.js';

describe('figures', () => {
  it.each([
    [0, '0'],
    [999.6, '1,000'],
    [55_000, '55,000'],
    [-214_397.6, '-214,398'],
    [1_234_567_890, '1,234,567,890'],
  ])('%d as a whole number is %s', (value, text) => {
    expect(wholeText(value)).toBe(text);
  });

  it('groups whole numbers as the locale en-US does', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(wholeText(value)).toBe(value.toLocaleString('en-US'));
      }),
    );
  });

  it.each([
    [0, '0.0 %'],
    [0.0001, '< 0.1 %'],
    [0.612, '61.2 %'],
    [4.89814, '489.8 %'],
    [13.2, '1,320 %'],
  ])('a share of %d is %s', (share, text) => {
    expect(percentText(share)).toBe(text);
  });

  it.each([
    [null, '–'],
    [0.001, '< 0.01×'],
    [0.163, '0.16×'],
    [10.91, '10.91×'],
    [30_702.4, '30,702×'],
  ])('a factor of %p is %s', (factor, text) => {
    expect(factorText(factor)).toBe(text);
  });

  it.each([
    [0, '0'],
    [4.4e-302, '< 1e-12'],
    [1.23e-7, '1.2e-7'],
    [0.795842, '0.80'],
  ])('a probability of %d is %s', (probability, text) => {
    expect(probabilityText(probability)).toBe(text);
  });

  it('says an instant in UTC, with seconds where it has any, never with milliseconds', () => {
    expect(instantText('2026-12-12T09:15:00Z')).toBe('2026-12-12 09:15 UTC');
    expect(instantText('2026-12-12T09:00:25.000Z')).toBe('2026-12-12 09:00:25 UTC');
  });

  it.each([
    ['2026-12-01T00:00:00Z', 'from the start'],
    ['2026-12-01T00:00:25Z', 'in 25 s'],
    ['2026-12-01T01:30:00Z', 'in 90 min'],
    ['2026-12-02T01:00:00Z', 'in 25 h'],
    ['2026-12-12T09:00:25Z', 'in 11 days'],
  ])('from the first of December to %s is %s', (to, text) => {
    expect(distanceText('2026-12-01T00:00:00Z', to)).toBe(text);
  });

  it('counts one thing and several', () => {
    expect([countText(1, 'leg'), countText(0, 'leg'), countText(1200, 'entry', 'entries')]).toEqual([
      '1 leg',
      '0 legs',
      '1,200 entries',
    ]);
  });

  it('draws a share as a bar, with an arrow where it is more than all', () => {
    expect([0, 0.1, 0.5, 1, 4.9].map((share) => barText(share, 8))).toEqual([
      '',
      '▊',
      '████',
      '████████',
      '███████▶',
    ]);
  });
});
