import * as fc from 'fast-check';
import { batchPeakedness } from './index.js';

const fixed = { openSeconds: 0, quarantineSeconds: 60 };
const exponential = { openSeconds: 5, quarantineSeconds: 0 };

describe('the peakedness of connections that come in batches', () => {
  it('is 1 where each comes alone', () => {
    expect(batchPeakedness({ mean: 1, meanSquare: 1 }, fixed)).toBe(1);
  });

  it('is 6 for six at a time, as a browser opens them, when each is held for a fixed time', () => {
    expect(batchPeakedness({ mean: 6, meanSquare: 36 }, fixed)).toBe(6);
  });

  it('is 1 + (6 − 1) / 2 when each is held for an exponential time', () => {
    expect(batchPeakedness({ mean: 6, meanSquare: 36 }, exponential)).toBe(3.5);
  });

  it('is E[X²] / E[X] for any batch under a fixed hold, and lies between 1 and that under every other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (mean, spread, openSeconds) => {
          const batch = { mean, meanSquare: mean * mean * spread };
          expect(batchPeakedness(batch, fixed)).toBeCloseTo(batch.meanSquare / mean, 9);
          const mixed = batchPeakedness(batch, { openSeconds, quarantineSeconds: 60 });
          expect(mixed).toBeGreaterThanOrEqual(batchPeakedness(batch, exponential) - 1e-9);
          expect(mixed).toBeLessThanOrEqual(batchPeakedness(batch, fixed) + 1e-9);
        },
      ),
    );
  });

  it('refuses moments that no batch has', () => {
    expect(() => batchPeakedness({ mean: 6, meanSquare: 35 }, fixed)).toThrow(
      'meanSquare is 35; it must be at least the square of the mean',
    );
    expect(() =>
      batchPeakedness({ mean: 2, meanSquare: 4 }, { openSeconds: 0, quarantineSeconds: 0 }),
    ).toThrow('above 0');
  });
});
