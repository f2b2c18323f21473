import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import {
  meanTimeToExhaustionSeconds,
  portCount,
  portsHeld,
  sustainableConnectionRate,
  timeToExhaustionSeconds,
} from './index.js';

function example(category: string, id: string) {
  const found = readWorkedExamples(category).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no worked example ${id}`);
  return found;
}

describe('the rate that ports sustain', () => {
  const rates = readWorkedExamples('rate').filter(
    ({ inputs, recomputed }) =>
      'ports' in inputs && Object.keys(recomputed).some((key) => key.startsWith('conn_per_s')),
  );
  it.each(rates.map((one) => [one.id, one.source, one] as const))(
    '%s (%s)',
    (_id, _source, { inputs, expected, tolerance }) => {
      // A host's TIME_WAIT is two maximum segment lifetimes.
      const heldSeconds = Number(inputs['time_wait_s'] ?? 2 * Number(inputs['msl_s']));
      const published = Number(expected['conn_per_s'] ?? expected['conn_per_s_approx']);
      const rate = sustainableConnectionRate(Number(inputs['ports']), heldSeconds);
      expect(Math.abs(rate - published)).toBeLessThanOrEqual(tolerance ?? 0.6);
    },
  );

  it('covers every published rate', () => {
    expect(rates.map(({ id }) => id)).toEqual([
      'rate-04',
      'rate-07b',
      'rate-07c',
      'rate-07d',
      'rate-07g',
      'rate-08',
      'rate-08b',
      'rate-08c',
      'rate-10',
    ]);
  });

  it('is about 900 a second to one destination of an AWS NAT gateway (AWS user guide)', () => {
    expect(sustainableConnectionRate(55_000, 60)).toBeCloseTo(916.7, 1);
  });

  it('is one every two seconds on the 64 ports that GCP gives a VM, each held for 120 s', () => {
    expect(sustainableConnectionRate(64, 120)).toBeCloseTo(0.533, 3);
  });

  it('is the rate that holds just those ports', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (ports, held) => {
          expect(portsHeld(sustainableConnectionRate(ports, held), held)).toBeCloseTo(ports, 6);
        },
      ),
    );
  });

  it('refuses a hold of nothing', () => {
    expect(() => sustainableConnectionRate(10, 0)).toThrow('heldSeconds is 0; it must be a number above 0');
  });
});

describe('Little’s law', () => {
  it('holds 600,000 sockets in TIME_WAIT at 10,000 connections a second (rate-12)', () => {
    const { inputs, expected } = example('rate', 'rate-12');
    expect(portsHeld(Number(inputs['conn_per_s']), Number(inputs['time_wait_s']))).toBe(
      expected['time_wait_sockets'],
    );
  });

  it('holds 20,000 requests of 10 s at 2,000 a second (rate-13)', () => {
    const { inputs, expected } = example('rate', 'rate-13');
    expect(portsHeld(Number(inputs['qps']), Number(inputs['latency_s']))).toBe(expected['concurrent']);
  });

  it('turns calls per hour into erlangs and back (erlb-18, erlb-19)', () => {
    const there = example('erlangB', 'erlb-18');
    const rate = Number(there.inputs['calls_per_hour']) / 3600;
    expect(portsHeld(rate, Number(there.inputs['hold_h']) * 3600)).toBeCloseTo(
      Number(there.expected['erlangs']),
      9,
    );
    const back = example('erlangB', 'erlb-19');
    expect(sustainableConnectionRate(Number(back.inputs['erlangs']), Number(back.inputs['duration_s']))).toBe(
      back.expected['calls_per_s'],
    );
  });

  it('multiplies with source addresses: 112,928 connections from four (rate-02)', () => {
    const { inputs, expected } = example('rate', 'rate-02');
    const ports = portCount([32_768, 60_999], []);
    expect(ports).toBe(inputs['ports']);
    expect(ports * Number(inputs['source_or_dest_ips'])).toBe(expected['max_connections']);
  });
});

describe('the time until a sudden rate has taken all ports', () => {
  it('is 25 s for 500 ports at 20 connections a second held for 60 s (measured on Linux 6.18)', () => {
    expect(timeToExhaustionSeconds(500, 20, 60)).toBe(25);
  });

  it('never comes at 8 a second, below 500 / 60 (measured on Linux 6.18)', () => {
    expect(timeToExhaustionSeconds(500, 8, 60)).toBeNull();
    expect(timeToExhaustionSeconds(500, 0, 60)).toBeNull();
  });

  it('is 2.02 s for 101 ports at 50 connections a second (measured on Linux 6.18)', () => {
    expect(timeToExhaustionSeconds(101, 50, 60)).toBe(2.02);
  });

  it('never exceeds the hold', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 65_536 }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        (ports, rate, held) => {
          expect(timeToExhaustionSeconds(ports, rate, held) ?? 0).toBeLessThanOrEqual(held);
        },
      ),
    );
  });
});

describe('the mean time to exhaustion where opens vary', () => {
  it('is that of a fixed hold while nothing has left the quarantine', () => {
    expect(meanTimeToExhaustionSeconds(500, 20, { openSeconds: 10, quarantineSeconds: 60 })).toBe(25);
  });

  it('follows a (1 − e^(−t / h)) without a quarantine', () => {
    const seconds = meanTimeToExhaustionSeconds(500, 20, { openSeconds: 50, quarantineSeconds: 0 });
    expect(20 * 50 * (1 - Math.exp(-(seconds ?? 0) / 50))).toBeCloseTo(500, 9);
    expect(seconds).toBeCloseTo(50 * Math.LN2, 9);
  });

  it('never comes where the steady load fits', () => {
    expect(meanTimeToExhaustionSeconds(500, 8, { openSeconds: 0.1, quarantineSeconds: 60 })).toBeNull();
  });

  it('is no earlier than with a fixed hold of the same mean, and takes in what the mean then holds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65_536 }),
        fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        fc.double({ min: 0.01, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 240, noNaN: true }),
        (ports, rate, openSeconds, quarantineSeconds) => {
          const seconds = meanTimeToExhaustionSeconds(ports, rate, { openSeconds, quarantineSeconds });
          const fixed = timeToExhaustionSeconds(ports, rate, openSeconds + quarantineSeconds);
          expect(seconds === null).toBe(fixed === null);
          if (seconds === null || fixed === null) return;
          expect(seconds).toBeGreaterThanOrEqual(fixed * (1 - 1e-12));
          const late = Math.max(0, seconds - quarantineSeconds);
          const quarantined = Math.min(seconds, quarantineSeconds);
          const held = rate * (quarantined + openSeconds * -Math.expm1(-late / openSeconds));
          expect(held / ports).toBeCloseTo(1, 6);
        },
      ),
    );
  });
});
