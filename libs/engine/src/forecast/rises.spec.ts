import { heldThrough } from './held-through.js';
import { firstRiseAtOrAbove, risesOf, risingAt, type Rises } from './rises.js';
import { trackOf, type Track } from './track.js';

const HOLD = { openSeconds: 0, quarantineSeconds: 60 };

/** Arrivals per second in one surge window that starts at second 1000. */
function arrivals(...rates: readonly number[]): Track {
  return trackOf(new Float64Array([0]), new Float64Array([rates[0] ?? 0]), [
    { startSeconds: 1000, stepSeconds: 1, values: Float64Array.from(rates) },
  ]);
}

function risesThrough(rates: Track): { readonly load: Track; readonly rises: Rises } {
  const load = heldThrough(rates, HOLD);
  return { load, rises: risesOf(load, rates) };
}

/** Usual for some seconds, then so many times as much. */
const sudden = (times: number, seconds: number): Track =>
  arrivals(10, ...Array.from({ length: seconds }, () => 10 * times));

describe('how steeply a load rises', () => {
  it('is the share of new connections beyond what comes back: of five times the usual, four fifths', () => {
    const { load, rises } = risesThrough(sudden(5, 40));
    const share = risingAt(load, rises, 1030);
    // Told in steps of 2 %, upwards.
    expect(share).toBeGreaterThanOrEqual(0.8);
    expect(share).toBeLessThan(0.8 * 1.02);
  });

  it('is everything where nothing comes back', () => {
    const { load, rises } = risesThrough(arrivals(0, 50, 50, 50));
    expect(risingAt(load, rises, 1003)).toBe(1);
  });

  it('is nothing before, at a steady load, a hold after a rise, on the way down, and outside surges', () => {
    const { load, rises } = risesThrough(arrivals(10, ...new Array<number>(70).fill(50), 10, 10, 10));
    for (const at of [0, 1000, 1065, 1070, 1072]) expect(risingAt(load, rises, at)).toBe(0);
    expect(risesThrough(arrivals(...new Array<number>(100).fill(10))).rises.steepest).toEqual([]);
  });

  it('keeps of all steps those that are exceeded by none: of a sudden step the highest', () => {
    const { load, rises } = risesThrough(sudden(5, 40));
    expect(rises.steepest).toHaveLength(1);
    expect(rises.steepest[0]).toMatchObject({ atSeconds: 1040, value: load.peak.value });
  });

  it('keeps of a ramp that ends both what is steeper and what is higher', () => {
    const ramp = Array.from({ length: 60 }, (_, second) => 10 + 2 * second);
    const { load, rises } = risesThrough(arrivals(...ramp, ...new Array<number>(80).fill(128)));
    const { steepest, shares } = rises;
    expect(steepest.length).toBeGreaterThan(3);
    steepest.forEach(({ value, rising }, index) => {
      const next = steepest[index + 1];
      if (next === undefined) return;
      expect(next.rising).toBeLessThan(rising);
      expect(next.value).toBeGreaterThan(value);
    });
    // Each step is under one that is kept.
    load.windows[0]?.values.forEach((value, step) => {
      const share = shares[0]?.[step] ?? 0;
      if (share > 0) expect(steepest.some((kept) => kept.value >= value && kept.rising >= share)).toBe(true);
    });
  });

  it('finds the first step that reaches what may be held on so steep a rise', () => {
    const { load, rises } = risesThrough(sudden(5, 40));
    // 600 erlangs as usual, and 40 more each second from the middle of the first on.
    expect(firstRiseAtOrAbove(load, rises, () => 1000)).toBe(1011);
    expect(firstRiseAtOrAbove(load, rises, (rising) => (rising > 0.7 ? 1000 : 0))).toBe(1001);
    expect(firstRiseAtOrAbove(load, rises, () => 1e6)).toBeNull();
  });
});
