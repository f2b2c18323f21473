import { instantFault, rangeFault, textFault } from './check-scalar.js';

describe('an instant', () => {
  it.each([
    '2026-12-01T00:00:00Z',
    '2026-12-01T00:00Z',
    '2026-12-01T00:00:00.125+05:30',
    '2024-02-29T23:59:59-08:00',
    '2000-02-29T00:00:00Z',
  ])('%s is one', (text) => {
    expect(instantFault(text)).toBeNull();
    expect(Date.parse(text)).not.toBeNaN();
  });

  it.each([
    ['tomorrow', 'malformed'],
    ['2026-12-01', 'malformed'],
    ['2026-12-01T00:00:00', 'malformed'],
    ['2026-13-01T00:00:00Z', 'malformed'],
    ['2026-00-01T00:00:00Z', 'malformed'],
    ['2026-02-29T00:00:00Z', 'malformed'],
    ['2100-02-29T00:00:00Z', 'malformed'],
    ['2026-12-01T24:00:00Z', 'malformed'],
    ['2026-12-01T00:60:00Z', 'malformed'],
    ['2026-12-01T00:00:00+24:00', 'malformed'],
    [1764547200, 'wrong-type'],
  ])('%s is none', (text, fault) => {
    expect(instantFault(text)).toBe(fault);
  });
});

describe('a range of ports', () => {
  const ports = { kind: 'range', unit: 'ports', minimum: 1, maximum: 65535, orOne: false } as const;

  it.each([
    [[1, 65535], null],
    [[443, 443], null],
    [[0, 1], 'out-of-range'],
    [[1, 65536], 'out-of-range'],
    [[2, 1], 'out-of-range'],
    [[1.5, 2], 'out-of-range'],
    [[NaN, 2], 'out-of-range'],
    [[1], 'wrong-type'],
    [[1, 2, 3], 'wrong-type'],
    [['1', '2'], 'wrong-type'],
    ['1-2', 'wrong-type'],
    [443, 'wrong-type'],
  ])('%j: %s', (value, fault) => {
    expect(rangeFault(ports, value)).toBe(fault);
  });

  it('may be one port where the field takes one', () => {
    expect(rangeFault({ ...ports, orOne: true }, 443)).toBeNull();
    expect(rangeFault({ ...ports, orOne: true }, 0)).toBe('out-of-range');
  });
});

describe('a text', () => {
  const text = { kind: 'text', minLength: 1, maxLength: 3 } as const;

  it.each([
    ['abc', null],
    ['', 'wrong-length'],
    ['abcd', 'wrong-length'],
    ['\u{1F600}\u{1F600}\u{1F600}', null],
    ['\uD83D', 'malformed'],
    ['a\u0000', 'malformed'],
    [7, 'wrong-type'],
  ])('%j: %s, counted in characters and not in halves of them', (value, fault) => {
    expect(textFault(text, value)).toBe(fault);
  });
});
