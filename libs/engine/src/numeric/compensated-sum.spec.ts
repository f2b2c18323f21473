import { compensatedSum } from './index.js';

describe('a compensated sum', () => {
  it('keeps what a plain sum rounds off', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect([1, 1e100, 1, -1e100].reduce((sum, term) => sum + term, 0)).toBe(0);
  });

  it('adds a million tenths to a hundred thousand', () => {
    expect(compensatedSum(Array.from({ length: 1_000_000 }, () => 0.1))).toBe(100_000);
  });

  it('of nothing is 0', () => {
    expect(compensatedSum([])).toBe(0);
  });
});
