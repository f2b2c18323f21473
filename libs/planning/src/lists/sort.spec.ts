import { isIdentifier } from './identifier.js';
import { isSortedKey, readSort } from './sort.js';

const ID = '01a1fb6c-490d-7000-8102-ab058badbd3f';

describe('the order of a list', () => {
  it('is read from fields, of which the first decides', () => {
    expect(readSort('topologies', '-updatedAt, name')).toEqual([
      { field: 'updatedAt', descending: true },
      { field: 'name', descending: false },
    ]);
    expect(readSort('scenarios', '')).toEqual([]);
    expect(readSort('scenarios', null)).toEqual([]);
  });

  it.each(['x', 'name,name', 'name,-name', '--name', ',', 'constructor', 'utilization'])(
    'of topologies is not %j',
    (text) => {
      expect(() => readSort('topologies', text)).toThrow(
        `sort is "${text}"; it must be one to 3 of name, createdAt, updatedAt`,
      );
    },
  );
});

describe('the key of an item in a sorted list', () => {
  const isKey = (key: unknown): boolean =>
    isSortedKey('scenarios', readSort('scenarios', 'name,exhaustionAt'), JSON.stringify(key), isIdentifier);

  it('has a value for each field, and the id', () => {
    expect(isKey(['a', '2026-12-01T08:00:00+00:00', ID])).toBe(true);
    expect(isKey(['', 'infinity', ID])).toBe(true);
  });

  it.each([
    [['a', ID]],
    [['a', 'infinity', 'x']],
    [[1, 'infinity', ID]],
    [['a\u0000', 'infinity', ID]],
    [['a', 'now', ID]],
    [{}],
    [null],
  ])('is not %j', (key) => {
    expect(isKey(key)).toBe(false);
  });

  it('is JSON', () => {
    expect(isSortedKey('scenarios', [], '[', isIdentifier)).toBe(false);
  });
});
