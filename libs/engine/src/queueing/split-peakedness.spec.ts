import * as fc from 'fast-check';
import { batchPeakedness, haywardBlocking, splitPeakedness } from './index.js';

const peakedness = fc.double({ min: 0.1, max: 50, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the peakedness of a part of a load', () => {
  it('is that of the whole where all of it falls on the part, and 1 where hardly any does', () => {
    expect(splitPeakedness(7, 1)).toBe(7);
    expect(splitPeakedness(7, 0)).toBe(1);
    expect(splitPeakedness(7, 1 / 8)).toBe(1.75);
  });

  it('is that of the batches which are left when each of a pair falls on the part or not', () => {
    const hold = { openSeconds: 10, quarantineSeconds: 20 };
    const pairs = batchPeakedness({ mean: 2, meanSquare: 4 }, hold);
    const half = 1 / 2;
    // One of two in half of the cases, both in a quarter: of those where any is left, a third are pairs.
    const left = batchPeakedness({ mean: 4 / 3, meanSquare: 2 }, hold);
    expect(splitPeakedness(pairs, half)).toBeCloseTo(left, 12);
  });

  it('does not depend on whether a part is taken at once or from a larger one', () => {
    fc.assert(
      fc.property(peakedness, share, share, (z, p, q) => {
        expect(splitPeakedness(splitPeakedness(z, p), q)).toBeCloseTo(splitPeakedness(z, p * q), 9);
      }),
    );
  });

  it('adds up: the variances of independent parts and their covariance are that of the whole', () => {
    fc.assert(
      fc.property(peakedness, share, (z, p) => {
        const covariance = p * (1 - p) * (z - 1);
        const sum = p * splitPeakedness(z, p) + (1 - p) * splitPeakedness(z, 1 - p) + 2 * covariance;
        expect(sum).toBeCloseTo(z, 9);
      }),
    );
  });

  it('is nearer to 1, so that eight addresses lose to bursts of four little more than to single connections', () => {
    const part = haywardBlocking(40, 50, splitPeakedness(7, 1 / 8));
    // Simulated: 4.35 % ± 0.07 %.
    expect(part).toBeGreaterThan(0.042);
    expect(part).toBeLessThan(0.044);
    expect(haywardBlocking(40, 50, 7)).toBeGreaterThan(0.15);
  });

  it('refuses a share above 1, and a peakedness of 0', () => {
    expect(() => splitPeakedness(2, 1.1)).toThrow('share is 1.1; it must be a number from 0 to 1');
    expect(() => splitPeakedness(0, 1)).toThrow('peakedness is 0; it must be a number above 0');
  });
});
