import * as fc from 'fast-check';
import { erlangB, infiniteServerLoad, modifiedOfferedLoadBlocking, type TransientHold } from './index.js';

const PERIOD_SECONDS = 300;
const STEP_SECONDS = 0.5;
const frequency = (2 * Math.PI) / PERIOD_SECONDS;

/** 1000 (1 + ½ sin ωt) connections a second over five periods, so that the beginning is forgotten. */
const waves = Float64Array.from(
  { length: (5 * PERIOD_SECONDS) / STEP_SECONDS },
  (_, step) => 1000 * (1 + 0.5 * Math.sin(frequency * step * STEP_SECONDS)),
);

/** What `λ (1 + ½ sin ωt)` becomes: each tuple weighed by its chance of being held, as a complex amplitude. */
function waveAmplitude({ openSeconds, openDistribution, quarantineSeconds }: TransientHold): {
  readonly size: number;
  readonly lagSeconds: number;
} {
  const fixedSeconds = quarantineSeconds + (openDistribution === 'fixed' ? openSeconds : 0);
  const lifetimes = openDistribution === 'fixed' ? 0 : frequency * openSeconds;
  const [cosine, sine] = [Math.cos(frequency * fixedSeconds), Math.sin(frequency * fixedSeconds)];
  const open = lifetimes / frequency / (1 + lifetimes * lifetimes);
  // (1 − e^(−iωw)) / iω + e^(−iωw) h / (1 + iωh)
  const real = sine / frequency + open * (cosine - lifetimes * sine);
  const imaginary = (cosine - 1) / frequency - open * (sine + lifetimes * cosine);
  return {
    size: 500 * Math.hypot(real, imaginary),
    lagSeconds: -Math.atan2(imaginary, real) / frequency,
  };
}

/** The definition, `∫ λ(t − u) P(S > u) du`, by the midpoint rule. */
function byQuadrature(rates: Float64Array, stepSeconds: number, hold: TransientHold, step: number): number {
  const rateAt = (seconds: number): number => {
    const position = Math.max(0, seconds / stepSeconds);
    const whole = Math.floor(position);
    const from = rates[whole] ?? 0;
    return from + ((rates[whole + 1] ?? from) - from) * (position - whole);
  };
  const survives = (age: number): number => {
    const fixed = hold.quarantineSeconds + (hold.openDistribution === 'fixed' ? hold.openSeconds : 0);
    if (age < fixed) return 1;
    return hold.openDistribution === 'fixed' ? 0 : Math.exp(-(age - fixed) / hold.openSeconds);
  };
  const width = 0.01;
  let sum = 0;
  for (let age = width / 2; age < hold.quarantineSeconds + 40 * hold.openSeconds; age += width)
    sum += rateAt(step * stepSeconds - age) * survives(age) * width;
  return sum;
}

const hold = fc.record({
  openSeconds: fc.double({ min: 0.5, max: 3, noNaN: true }),
  openDistribution: fc.constantFrom('exponential' as const, 'fixed' as const),
  quarantineSeconds: fc.double({ min: 0, max: 8, noNaN: true }),
});
const rates = fc
  .array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 })
  .map((values) => Float64Array.from(values));

describe('tuples in use while the rate changes', () => {
  // Eick, Massey, Whitt, M(t)/G/∞ Queues with Sinusoidal Arrival Rates, Management Science 39(2), 1993.
  it('peak at 88,065 when each is held for 60 s, at 78,680 when for an exponential time of that mean', () => {
    const fixed = infiniteServerLoad(waves, STEP_SECONDS, {
      openSeconds: 60,
      openDistribution: 'fixed',
      quarantineSeconds: 0,
    });
    const exponential = infiniteServerLoad(waves, STEP_SECONDS, {
      openSeconds: 60,
      openDistribution: 'exponential',
      quarantineSeconds: 0,
    });
    expect(Math.abs(Math.max(...fixed) - 88_065)).toBeLessThan(3);
    expect(Math.abs(Math.max(...exponential.slice(exponential.length / 2)) - 78_680)).toBeLessThan(3);
  });

  it.each([
    { openSeconds: 60, openDistribution: 'fixed', quarantineSeconds: 0 },
    { openSeconds: 60, openDistribution: 'exponential', quarantineSeconds: 0 },
    { openSeconds: 20, openDistribution: 'exponential', quarantineSeconds: 60 },
    { openSeconds: 0, openDistribution: 'exponential', quarantineSeconds: 120 },
  ] as const)('follow the wave, later and flatter, for %j', (held) => {
    const { size, lagSeconds } = waveAmplitude(held);
    const mean = 1000 * (held.openSeconds + held.quarantineSeconds);
    const loads = infiniteServerLoad(waves, STEP_SECONDS, held);
    for (let step = loads.length - PERIOD_SECONDS / STEP_SECONDS; step < loads.length; step += 7) {
      const expected = mean + size * Math.sin(frequency * (step * STEP_SECONDS - lagSeconds));
      expect(Math.abs((loads[step] ?? 0) / expected - 1)).toBeLessThan(2e-5);
    }
  });

  it('are the rate times the hold while it is steady', () => {
    const loads = infiniteServerLoad(new Float64Array(50).fill(20), 1, {
      openSeconds: 3,
      openDistribution: 'exponential',
      quarantineSeconds: 60,
    });
    loads.forEach((load) => {
      expect(load).toBeCloseTo(20 * 63, 8);
    });
  });

  it('are what the definition says, for any straight pieces', () => {
    fc.assert(
      fc.property(rates, hold, fc.double({ min: 0.5, max: 4, noNaN: true }), (given, held, stepSeconds) => {
        const loads = infiniteServerLoad(given, stepSeconds, held);
        const last = given.length - 1;
        const expected = byQuadrature(given, stepSeconds, held, last);
        expect(Math.abs((loads[last] ?? 0) - expected)).toBeLessThan(0.01 * 1000 + 1e-3 * expected);
      }),
      { numRuns: 40 },
    );
  });

  it('do not depend on how finely straight pieces are cut', () => {
    fc.assert(
      fc.property(rates, hold, (given, held) => {
        const halved = Float64Array.from({ length: 2 * given.length - 1 }, (_, step) =>
          step % 2 === 0
            ? (given[step / 2] ?? 0)
            : ((given[(step - 1) / 2] ?? 0) + (given[(step + 1) / 2] ?? 0)) / 2,
        );
        const coarse = infiniteServerLoad(given, 2, held);
        const fine = infiniteServerLoad(halved, 1, held);
        coarse.forEach((load, step) => {
          expect(Math.abs((fine[2 * step] ?? 0) - load)).toBeLessThan(1e-8 * (1 + load));
        });
      }),
    );
  });

  it('add up: the load of two streams is the sum of their loads', () => {
    fc.assert(
      fc.property(rates, hold, fc.double({ min: 0, max: 10, noNaN: true }), (given, held, factor) => {
        const scaled = infiniteServerLoad(
          given.map((rate) => rate * factor),
          1,
          held,
        );
        infiniteServerLoad(given, 1, held).forEach((load, step) => {
          expect(Math.abs((scaled[step] ?? 0) - factor * load)).toBeLessThan(1e-8 * (1 + factor * load));
        });
      }),
    );
  });

  it('keep their digits where connections are open for days and steps are seconds', () => {
    const ramp = Float64Array.from({ length: 100 }, (_, step) => step);
    const loads = infiniteServerLoad(ramp, 1, {
      openSeconds: 1e7,
      openDistribution: 'exponential',
      quarantineSeconds: 0,
    });
    // Nearly nothing closes: the arrivals until then, ½ t².
    expect((loads[99] ?? 0) / (0.5 * 99 * 99)).toBeCloseTo(1, 5);
  });

  it('are refused a step of no length', () => {
    expect(() =>
      infiniteServerLoad(new Float64Array(3), 0, {
        openSeconds: 1,
        openDistribution: 'fixed',
        quarantineSeconds: 0,
      }),
    ).toThrow('stepSeconds is 0; it must be a number above 0');
  });
});

describe('blocking while the load changes', () => {
  it('is Erlang B of the load at each instant', () => {
    const blocking = modifiedOfferedLoadBlocking(Float64Array.of(0, 54_500, 60_000), 55_000);
    expect([...blocking]).toEqual([0, erlangB(54_500, 55_000), erlangB(60_000, 55_000)]);
  });

  it('of a ramp of 30 s against a hold of 60 s stays far below that of its highest rate held for good', () => {
    const surge = Float64Array.from({ length: 60 }, (_, second) => 500 + 700 * Math.min(1, second / 30));
    const loads = infiniteServerLoad(surge, 1, {
      openSeconds: 0.2,
      openDistribution: 'exponential',
      quarantineSeconds: 60,
    });
    const [first] = modifiedOfferedLoadBlocking(loads.slice(30), 55_000);
    expect(first).toBeLessThan(1e-12);
    expect(erlangB(1200 * 60.2, 55_000)).toBeGreaterThan(0.2);
  });
});
