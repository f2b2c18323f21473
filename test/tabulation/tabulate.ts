import { playEndlessRange, type EndlessSearch } from './endless-range.js';
import { worthOfRun } from './worth-of-runs.js';

/** Close together where ports in use begin to crowd, and each half as far from full as the one before in the end. */
const FILLS = [
  0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.83, 0.86, 0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95,
  0.96, 0.97, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.9975, 0.999,
];

/** net/netfilter/nf_nat_core.c, nf_nat_l4proto_unique_tuple. */
const HALVING_RUNS = [128, 64, 32, 16, 8];
const SINGLE_RUNS = [2, 4, 8, 16, 32, 64, 128, 256];

const FIRST_SEED = 20_261_129;

/** Worth of each run, by fill. */
export interface Tabulated {
  readonly fills: readonly number[];
  readonly halving: Readonly<Record<number, readonly number[]>>;
  readonly single: Readonly<Record<number, readonly number[]>>;
}

/** Plays every fill of every search: a quarter of an hour. */
export function tabulate(progress: (line: string) => void): Tabulated {
  let seed = FIRST_SEED;
  const columns = (runs: readonly number[]): Record<number, number[]> => {
    const worth: Record<number, number[]> = Object.fromEntries(runs.map((length) => [length, []]));
    for (const fill of FILLS) {
      seed += 1;
      const seen = playEndlessRange({ fill, runs, ...effortFor(fill, runs[0] ?? 1), seed });
      const found = runs.map((length) => worthOfRun(seen, length));
      runs.forEach((length, index) => worth[length]?.push(Number((found[index] ?? 0).toPrecision(4))));
      progress(`${runs.join(' ')} at ${String(fill)}: ${found.map((each) => each.toPrecision(4)).join(' ')}`);
    }
    return worth;
  };
  const halving = columns(HALVING_RUNS);
  const single = Object.assign({}, ...SINGLE_RUNS.map((length) => columns([length]))) as Record<
    number,
    readonly number[]
  >;
  return { fills: FILLS, halving, single };
}

/**
 * Far from full hardly any run is as long as a long window, and many ports and turnovers are needed to see enough of them.
 * Near full it takes hundreds of turnovers, and beyond that thousands, until ports of an age stand together as they always
 * will; there every port tells of long runs, and fewer ports do. Short windows near full lose nearly all, so that each
 * connection takes many searches; the shortest soon forget.
 */
function effortFor(fill: number, window: number): Effort {
  if (window < 64 && fill < 0.9) return { portBits: 17, warmUp: 40, watched: 100 };
  if (window < 64) return { portBits: 13, warmUp: window < 8 ? 40 : 400, watched: window < 8 ? 100 : 200 };
  if (fill < 0.86) return { portBits: 17, warmUp: 40, watched: 500 };
  if (fill < 0.93) return { portBits: 17, warmUp: 300, watched: 120 };
  return fill < 0.98
    ? { portBits: 15, warmUp: 1000, watched: 400 }
    : { portBits: 14, warmUp: 2000, watched: 400 };
}

type Effort = Pick<EndlessSearch, 'portBits' | 'warmUp' | 'watched'>;
