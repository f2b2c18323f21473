import { surgeLoad } from './surge-load.js';

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
    const load = surgeLoad(new Float64Array(500).fill(10), 1, { openSeconds: 2, quarantineSeconds: 60 });
    load.forEach((erlangs) => {
      expect(erlangs).toBeCloseTo(620, 6);
    });
  });

  it('has reached only rate × elapsed time when a step is younger than the quarantine', () => {
    // Nothing leaves a 60 s quarantine within 30 s, so 100 connections/s over 30 s hold about 3,000 tuples.
    const rates = new Float64Array(31).fill(100);
    rates[0] = 0;
    const load = surgeLoad(rates, 1, { openSeconds: 0, quarantineSeconds: 60 });
    expect(lastOf(load)).toBeCloseTo(2950, 6);
  });

  it('settles at the steady load of the new rate', () => {
    const rates = new Float64Array(2000).fill(100);
    rates[0] = 10;
    expect(lastOf(surgeLoad(rates, 1, { openSeconds: 5, quarantineSeconds: 60 }))).toBeCloseTo(6500, 3);
  });

  it('peaks at 88,065 erlangs for a sinusoid held a fixed 60 s', () => {
    // Closed form: attenuation sin(ωS/2)/(ωS/2) = 0.9355 for S = 60 s, period 300 s; Eick, Massey, Whitt, OR 41(4), 1993.
    const load = surgeLoad(sinusoid(1000, 0.5, 300, 3001), 1, { openSeconds: 0, quarantineSeconds: 60 });
    expect(Math.abs(peakOfLastPeriod(load, 300) - 88_065)).toBeLessThan(15);
  });

  it('peaks at 78,680 erlangs for a sinusoid held an exponential 60 s', () => {
    // Closed form: attenuation 1/√(1 + ω²S²) = 0.6227; same source.
    const load = surgeLoad(sinusoid(1000, 0.5, 300, 3001), 1, { openSeconds: 60, quarantineSeconds: 0 });
    expect(Math.abs(peakOfLastPeriod(load, 300) - 78_680)).toBeLessThan(15);
  });

  it('is the same whether its time is cut into seconds or half seconds', () => {
    const ramp = (steps: number): Float64Array =>
      Float64Array.from({ length: steps + 1 }, (_, k) => (1000 * k) / steps);
    const hold = { openSeconds: 7, quarantineSeconds: 20 };
    const whole = lastOf(surgeLoad(ramp(100), 1, hold));
    const half = lastOf(surgeLoad(ramp(200), 0.5, hold));
    expect(Math.abs(half - whole) / whole).toBeLessThan(1e-3);
  });

  it('conserves connections: all that arrived are gone once the surge is over', () => {
    const rates = new Float64Array(400);
    rates.fill(50, 1, 101);
    expect(lastOf(surgeLoad(rates, 1, { openSeconds: 1, quarantineSeconds: 60 }))).toBeCloseTo(0, 6);
  });
});
