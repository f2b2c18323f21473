import { surgeLoad, type SurgeHold } from './surge-load.js';

function loadThrough(rates: Float64Array, stepSeconds: number, hold: SurgeHold): Float64Array {
  return surgeLoad(rates, stepSeconds, hold).load;
}

/** Erlangs at the end of a run of seconds at given rates. */
function lastOf(load: Float64Array): number {
  return load[load.length - 1] ?? Number.NaN;
}

function sinusoid(mean: number, amplitude: number, periodSeconds: number, seconds: number): Float64Array {
  return Float64Array.from(
    { length: seconds },
    (_, t) => mean * (1 + amplitude * Math.sin((2 * Math.PI * t) / periodSeconds)),
  );
}

function peakOfLastPeriod(load: Float64Array, periodSeconds: number): number {
  return load.slice(-periodSeconds).reduce((largest, value) => Math.max(largest, value), 0);
}

describe('load through a surge, M(t)/G/∞', () => {
  it('stays at λ × hold while the rate is steady', () => {
    const load = loadThrough(new Float64Array(500).fill(10), 1, { openSeconds: 2, quarantineSeconds: 60 });
    load.forEach((erlangs) => {
      expect(erlangs).toBeCloseTo(620, 6);
    });
  });

  it('has reached only rate × elapsed time when a step is younger than the quarantine', () => {
    // Nothing leaves a 60 s quarantine within 30 s, so 100 connections/s over 30 s hold about 3,000 tuples.
    const rates = new Float64Array(31).fill(100);
    rates[0] = 0;
    const load = loadThrough(rates, 1, { openSeconds: 0, quarantineSeconds: 60 });
    expect(lastOf(load)).toBeCloseTo(2950, 6);
  });

  it('settles at the steady load of the new rate', () => {
    const rates = new Float64Array(2000).fill(100);
    rates[0] = 10;
    expect(lastOf(loadThrough(rates, 1, { openSeconds: 5, quarantineSeconds: 60 }))).toBeCloseTo(6500, 3);
  });

  it('peaks at 88,065 erlangs for a sinusoid held a fixed 60 s', () => {
    // Closed form: attenuation sin(ωS/2)/(ωS/2) = 0.9355 for S = 60 s, period 300 s; Eick, Massey, Whitt, OR 41(4), 1993.
    const load = loadThrough(sinusoid(1000, 0.5, 300, 3001), 1, { openSeconds: 0, quarantineSeconds: 60 });
    expect(Math.abs(peakOfLastPeriod(load, 300) - 88_065)).toBeLessThan(15);
  });

  it('peaks at 78,680 erlangs for a sinusoid held an exponential 60 s', () => {
    // Closed form: attenuation 1/√(1 + ω²S²) = 0.6227; same source.
    const load = loadThrough(sinusoid(1000, 0.5, 300, 3001), 1, { openSeconds: 60, quarantineSeconds: 0 });
    expect(Math.abs(peakOfLastPeriod(load, 300) - 78_680)).toBeLessThan(15);
  });

  it('is the same whether its time is cut into seconds or half seconds', () => {
    const ramp = (steps: number): Float64Array =>
      Float64Array.from({ length: steps + 1 }, (_, k) => (1000 * k) / steps);
    const hold = { openSeconds: 7, quarantineSeconds: 20 };
    const whole = lastOf(loadThrough(ramp(100), 1, hold));
    const half = lastOf(loadThrough(ramp(200), 0.5, hold));
    expect(Math.abs(half - whole) / whole).toBeLessThan(1e-3);
  });

  it('conserves connections: all that arrived are gone once the surge is over', () => {
    const rates = new Float64Array(400);
    rates.fill(50, 1, 101);
    expect(lastOf(loadThrough(rates, 1, { openSeconds: 1, quarantineSeconds: 60 }))).toBeCloseTo(0, 6);
  });

  it('leaves behind what a longer run of the usual rate would show', () => {
    const hold = { openSeconds: 40, quarantineSeconds: 60 };
    const rates = new Float64Array(500).fill(100);
    rates.fill(1000, 1, 31);
    const whole = loadThrough(rates, 1, hold);
    const { leftAfter } = surgeLoad(rates.slice(0, 33), 1, hold);
    for (const seconds of [0, 1, 30, 59, 60, 61, 100, 300])
      expect(leftAfter(seconds)).toBeCloseTo((whole[32 + seconds] ?? Number.NaN) - 10_000, 6);
  });

  it('leaves nothing behind where the rate only fell', () => {
    const rates = new Float64Array(60).fill(100);
    rates.fill(0, 1, 50);
    const { leftAfter } = surgeLoad(rates, 1, { openSeconds: 10, quarantineSeconds: 60 });
    for (const seconds of [0, 30, 60, 120]) expect(leftAfter(seconds)).toBe(0);
  });
});
