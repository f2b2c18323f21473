import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import {
  portCount,
  portsHeld,
  probeLossProbability,
  sustainableConnectionRate,
  timeToExhaustionSeconds,
  usableShare,
} from './index.js';

describe('ports of a range', () => {
  it('are counted inclusively', () => {
    expect(portCount([32_768, 60_999], [])).toBe(28_232);
    expect(portCount([1024, 65_535], [])).toBe(64_512);
  });

  it('are all used on Linux but for a range of three (measured on 6.18)', () => {
    const sizes = [1, 2, 3, 10, 11, 101, 501];
    expect(sizes.map((size) => portCount([40_000, 40_000 + size - 1], []))).toEqual([
      1, 2, 2, 10, 11, 101, 501,
    ]);
  });

  it('lose what is reserved within them, once', () => {
    expect(portCount([40_000, 40_499], [[40_100, 40_199], 40_150, 80])).toBe(400);
  });

  it('are refused upside down', () => {
    expect(() => portCount([60_999, 32_768], [])).toThrow(
      'ephemeralPortRange is [60999, 32768]; it must be a lowest and a highest port between 1 and 65535',
    );
  });
});

describe('the rate that ports sustain', () => {
  const rates = readWorkedExamples('rate').filter(
    ({ inputs, recomputed }) =>
      'ports' in inputs &&
      'time_wait_s' in inputs &&
      Object.keys(recomputed).some((key) => key.startsWith('conn_per_s')),
  );
  it.each(rates.map((example) => [example.id, example.source, example] as const))(
    '%s (%s)',
    (_id, _source, { inputs, expected, tolerance }) => {
      const published = Number(expected['conn_per_s'] ?? expected['conn_per_s_approx']);
      const rate = sustainableConnectionRate(Number(inputs['ports']), Number(inputs['time_wait_s']));
      expect(Math.abs(rate - published)).toBeLessThanOrEqual(tolerance ?? 1e-9);
    },
  );

  it('rate-12 and rate-13: Little’s law', () => {
    expect(portsHeld(10_000, 60)).toBe(600_000);
    expect(portsHeld(2000, 10)).toBe(20_000);
  });

  it('is about 900 a second to one destination of an AWS NAT gateway (aws-02)', () => {
    expect(sustainableConnectionRate(55_000, 60)).toBeCloseTo(916.7, 1);
  });

  it('runs 500 ports dry in 25 s at 20 connections a second, and never at 8 (measured on Linux 6.18)', () => {
    expect(timeToExhaustionSeconds(500, 20, 60)).toBe(25);
    expect(timeToExhaustionSeconds(500, 8, 60)).toBeNull();
  });
});

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
