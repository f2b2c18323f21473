import fc from 'fast-check';
import { egress, steady } from '../../fixtures/plans.js';
import { plan } from '../index.js';
import { progressOver } from './progress.js';

function progressOf(work: (onProgress: (share: number) => void) => void): readonly number[] {
  const told: number[] = [];
  work((share) => told.push(share));
  return told;
}

describe('the progress of a plan', () => {
  const uncertain = egress({}, 40, { callsPerRequest: { low: 0.5, mid: 1, high: 2 } });

  it('goes from its pools over its remedies to its samples, and ends with all of it', () => {
    const told = progressOf((onProgress) => plan(uncertain, steady(3000), { samples: 32 }, { onProgress }));
    expect(told.length).toBeGreaterThan(32);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told[0]).toBeGreaterThan(0);
    expect(told.at(-1)).toBe(1);
  });

  it('is whole in the end where nothing is to be mended, and nothing is uncertain', () => {
    const told = progressOf((onProgress) => plan(egress({}), steady(1), {}, { onProgress }));
    expect(told.at(-1)).toBe(1);
  });

  it('changes nothing of the plan', () => {
    const followed = plan(uncertain, steady(3000), { samples: 32 }, { onProgress: () => undefined });
    expect(JSON.stringify(followed)).toBe(JSON.stringify(plan(uncertain, steady(3000), { samples: 32 })));
  });
});

describe('parts of a whole', () => {
  it('fill their share of it, in their order', () => {
    const told = progressOf((onProgress) => {
      const [first, second] = progressOver([1, 3], onProgress);
      const one = first?.(2);
      one?.();
      one?.();
      const other = second?.(1);
      other?.();
    });
    expect(told).toEqual([0.125, 0.25, 1]);
  });

  it('never go back, and never over the whole, however often they count', () => {
    const weight = fc.integer({ min: 1, max: 9 });
    const part = fc.record({ weight, total: weight, counted: fc.integer({ min: 0, max: 12 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const told = progressOf((onProgress) => {
          const counters = progressOver(
            parts.map((each) => each.weight),
            onProgress,
          );
          parts.forEach(({ total, counted }, index) => {
            const step = counters[index]?.(total);
            for (let count = 0; count < counted; count += 1) step?.();
          });
        });
        expect(told.every((share, index) => share >= (told[index - 1] ?? 0) && share <= 1 + 1e-12)).toBe(
          true,
        );
      }),
    );
  });
});
