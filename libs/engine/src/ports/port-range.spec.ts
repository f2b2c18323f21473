import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { DomainError } from '../errors.js';
import { portCount } from './index.js';

const port = fc.integer({ min: 0, max: 65_535 });
const range = fc
  .tuple(port, port)
  .map(([left, right]): readonly [number, number] => [Math.min(left, right), Math.max(left, right)]);

describe('ports of a range', () => {
  it('are counted inclusively', () => {
    expect(portCount([32_768, 60_999], [])).toBe(28_232);
    expect(portCount([1024, 65_535], [])).toBe(64_512);
    expect(portCount([600, 1023], [])).toBe(424);
    expect(portCount([0, 65_535], [])).toBe(65_536);
  });

  const published = [...readWorkedExamples('rate'), ...readWorkedExamples('doNotUse')].filter(
    ({ inputs, recomputed }) => 'low' in inputs && 'ports' in recomputed,
  );
  it.each(published.map((example) => [example.id, example.source, example] as const))(
    'are those of %s (%s), recomputed where it is wrong',
    (_id, _source, { inputs, expected, recomputed, kind }) => {
      const ports = portCount([Number(inputs['low']), Number(inputs['high'])], []);
      expect(ports).toBe(recomputed['ports']);
      expect(ports === expected['ports']).toBe(kind === 'published');
    },
  );

  it('are all used on Linux but for a range of three (measured on 6.18)', () => {
    const sizes = [1, 2, 3, 10, 11, 101, 501];
    expect(sizes.map((size) => portCount([40_000, 40_000 + size - 1], []))).toEqual([
      1, 2, 2, 10, 11, 101, 501,
    ]);
  });

  it('lose what is reserved within them: 100 of 500 leave 400 (measured on 6.18)', () => {
    expect(portCount([40_000, 40_499], [[40_100, 40_199]])).toBe(400);
  });

  it('lose a port once that is reserved twice, and none that lies outside', () => {
    expect(portCount([40_000, 40_499], [[40_100, 40_199], 40_150, [40_150, 40_299], 80, [1, 1023]])).toBe(
      300,
    );
    expect(portCount([40_000, 40_499], [[39_000, 40_004], [40_490, 50_000], 40_003])).toBe(485);
  });

  it('are none where all are reserved, in a range of three too', () => {
    expect(portCount([40_000, 40_002], [[40_000, 40_002]])).toBe(0);
    expect(portCount([40_000, 40_002], [40_000, 40_001, 40_002])).toBe(0);
  });

  it('are as many as a count port by port finds', () => {
    fc.assert(
      fc.property(range, fc.array(fc.oneof(port, range), { maxLength: 8 }), ([low, high], reserved) => {
        fc.pre(high - low + 1 !== 3);
        let free = 0;
        for (let candidate = low; candidate <= high; candidate += 1) {
          const taken = reserved.some((entry) =>
            typeof entry === 'number' ? entry === candidate : entry[0] <= candidate && candidate <= entry[1],
          );
          if (!taken) free += 1;
        }
        expect(portCount([low, high], reserved)).toBe(free);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [[60_999, 32_768]],
    [[-1, 100]],
    [[1024, 65_536]],
    [[1024.5, 2000]],
    [[Number.NaN, 2000]],
  ] as const)('are refused for %j', (bad) => {
    expect(() => portCount(bad, [])).toThrow(DomainError);
    expect(() => portCount([1024, 65_535], [bad])).toThrow('reservedPorts');
  });

  it('are refused with what was given and what would do', () => {
    expect(() => portCount([60_999, 32_768], [])).toThrow(
      'ephemeralPortRange is [60999, 32768]; it must be a lowest and a highest port between 0 and 65535',
    );
  });
});
