import * as fc from 'fast-check';
import { probeLossProbability, usableShare } from './index.js';

describe('a port search that gives up', () => {
  const netfilter = { kind: 'probe', attempts: 248 } as const;

  it('loses nothing when it looks everywhere', () => {
    expect(probeLossProbability(0.999, 64_512, { kind: 'exhaustive' })).toBe(0);
    expect(probeLossProbability(0.999, 100, netfilter)).toBe(0);
    expect(usableShare(64_512, { kind: 'exhaustive' }, 1e-6)).toBe(1);
  });

  it('loses connections long before a netfilter range is full', () => {
    expect(probeLossProbability(0.85, 64_512, netfilter)).toBeCloseTo(1e-5, 9);
    expect(probeLossProbability(0.94, 64_512, netfilter)).toBeCloseTo(0.01, 6);
    expect(usableShare(64_512, netfilter, 1e-5)).toBeCloseTo(0.85, 9);
    expect(0.94 ** 248).toBeLessThan(1e-6);
  });

  it('usableShare is the inverse of the loss, and both are monotone', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-7, max: 0.9, noNaN: true }),
        fc.constantFrom(248, 128, 32),
        (loss, attempts) => {
          const search = { kind: 'probe', attempts } as const;
          const share = usableShare(32_768, search, loss);
          fc.pre(share > 0);
          expect(probeLossProbability(share, 32_768, search) / loss).toBeCloseTo(1, 6);
          expect(probeLossProbability(Math.min(1, share + 0.01), 32_768, search)).toBeGreaterThanOrEqual(
            loss,
          );
        },
      ),
    );
  });
});
