import { DomainError } from '../errors.js';
import { cacheMissesPerSecond } from './cache.js';

describe('A cache', () => {
  it('sends on what it misses', () => {
    expect(cacheMissesPerSecond(1000, 0.6)).toBe(400);
  });

  it('that is empty sends on everything, ten times the usual where it answers nine in ten', () => {
    expect(cacheMissesPerSecond(1000, 0)).toBe(1000);
    expect(cacheMissesPerSecond(1000, 0) / cacheMissesPerSecond(1000, 0.9)).toBeCloseTo(10, 12);
  });

  it.each([-0.1, 1.1, NaN])('cannot answer a share of %d', (ratio) => {
    expect(() => cacheMissesPerSecond(1000, ratio)).toThrow(DomainError);
  });
});
