import * as fc from 'fast-check';
import { logPoissonProbability } from '../numeric/index.js';
import { decayingStack, idleStack } from './idle-stack.js';

const UNLIMITED = { maxIdle: Infinity, maxConnections: Infinity };

/** As good as no timeout, in response times. */
const NEVER = 1e5;

/**
 * Dialling of a pool that keeps `maxIdle` and never times out, in closed form. The k-th connection is dialled
 * once in each round trip of the flight between k and k − maxIdle − 1, which takes the effective resistance
 * between the two: Chandra, Raghavan, Ruzzo, Smolensky, Tiwari: The Electrical Resistance of a Graph Captures
 * its Commute and Cover Times, STOC 1989.
 */
function byCommuteTime(inFlight: number, maxIdle: number): number {
  const mass = (level: number): number => Math.exp(logPoissonProbability(level, inFlight));
  const highest = Math.ceil(inFlight + 10 * Math.sqrt(inFlight) + 20);
  let share = 0;
  for (let level = maxIdle + 1; level <= highest; level += 1) {
    let resistance = 0;
    for (let below = level - maxIdle - 1; below < level; below += 1) resistance += 1 / mass(below);
    share += 1 / resistance;
  }
  return share;
}

/**
 * One plus e^−x I0(x) … of the symmetric walk: how many of its excursions of rate x last longer, by its
 * series.
 */
function walkSurvival(steps: number): number {
  // e^−2y (I0(2y) + I1(2y)), y the rate of each direction times the time: Feller, vol. II, ch. XIV.6.
  let [zero, one, termZero, termOne] = [1, steps, 1, steps];
  for (let k = 1; k < 400; k += 1) {
    termZero *= (steps * steps) / (k * k);
    termOne *= (steps * steps) / (k * (k + 1));
    zero += termZero;
    one += termOne;
  }
  return Math.exp(-2 * steps) * (zero + one);
}

describe('The stack of idle connections', () => {
  describe('without a timeout', () => {
    it.each([
      [0.01, 1],
      [0.1, 2],
      [1, 1],
      [1, 5],
      [5, 2],
      [15, 5],
      [15, 20],
      [20, 3],
      [50, 10],
      [100, 1],
      [100, 32],
      [1000, 2],
      [1000, 100],
      [10_000, 5],
      [10_000, 300],
    ])('dials as the commute time says, %d in flight and %d idle kept: to 1e-6', (inFlight, maxIdle) => {
      const { slotShare } = idleStack({ ...UNLIMITED, inFlight, maxIdle }, NEVER);
      expect(slotShare / byCommuteTime(inFlight, maxIdle)).toBeCloseTo(1, 6);
    });

    it('always keeps at least the connections it may keep idle', () => {
      const { openConnections } = idleStack({ ...UNLIMITED, inFlight: 0.5, maxIdle: 2 }, NEVER);
      expect(openConnections).toBeGreaterThan(2);
    });
  });

  describe('with a timeout only', () => {
    it('of one connection and rare requests, redials after each gap longer than it', () => {
      // Gaps of Poisson arrivals are exponential: e^−(rate × timeout), rate in requests a response time.
      const inFlight = 1e-4;
      const { timeoutShare } = idleStack({ ...UNLIMITED, inFlight }, 0.7 / inFlight);
      expect(timeoutShare).toBeCloseTo(Math.exp(-0.7), 3);
    });

    it.each([0.5, 5, 50])(
      'of many connections and a timeout of %d arrivals, redials as the excursions of a walk last',
      (arrivals) => {
        const inFlight = 1e6;
        const { timeoutShare } = idleStack({ ...UNLIMITED, inFlight }, arrivals / inFlight);
        expect(timeoutShare / walkSurvival(arrivals)).toBeCloseTo(1, 2);
      },
    );
  });

  describe('where idle connections decay', () => {
    it('is a geometric walk for many in flight: dialling p, the mean idle is (1 − p) / p', () => {
      // With dialling p ≫ 1/√m the idle connections are a birth-death walk, stationary with ratio 1 − p.
      const decaying = decayingStack({ ...UNLIMITED, inFlight: 1e6 }, 1e6 * 0.1 ** 2);
      const dialled = decaying.timeoutShare;
      expect(((decaying.openConnections - 1e6) * dialled) / (1 - dialled)).toBeCloseTo(1, 1);
    });
  });

  it('reports a high quantile that no more than the share of time exceeds: of a Poisson flight with nothing idle', () => {
    // Poisson(10): P(N > 20) = 0.00159, P(N > 19) = 0.00345 (Hines & Montgomery, appendix I).
    const stack = idleStack({ inFlight: 10, maxIdle: 0, maxConnections: Infinity }, NEVER);
    expect(stack.openAtMost(0.002)).toBe(20);
    expect(stack.openAtMost(0.003)).toBe(20);
    expect(stack.openAtMost(0.0035)).toBe(19);
  });

  it('keeps more, dials less and times out more the more it may keep', () => {
    const flights = fc.record({
      inFlight: fc.double({ min: 0.001, max: 300, noNaN: true }),
      timeout: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      maxIdle: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(flights, ({ inFlight, timeout, maxIdle }) => {
        const less = idleStack({ ...UNLIMITED, inFlight, maxIdle }, timeout);
        const more = idleStack({ ...UNLIMITED, inFlight, maxIdle: maxIdle + 1 }, timeout);
        const dialled = (stack: typeof less): number => stack.slotShare + stack.timeoutShare;
        expect(dialled(more)).toBeLessThanOrEqual(dialled(less) + 1e-6);
        expect(more.openConnections).toBeGreaterThanOrEqual(less.openConnections - 1e-4 * inFlight);
        expect(more.slotShare).toBeLessThanOrEqual(less.slotShare + 1e-6);
      }),
      { numRuns: 300 },
    );
  });
});
