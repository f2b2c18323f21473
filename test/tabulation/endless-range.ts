/** A search for a free port in a range so long that its end is not felt. */
export interface EndlessSearch {
  /** Share of the ports in use, kept as near as whole ports allow. */
  readonly fill: number;
  /** Ports in the ring that stands for it, as a power of 2: long enough, where a window is a small part of it. */
  readonly portBits: number;
  /** Lengths of the runs of consecutive ports that one search looks at, each from a new random port. */
  readonly runs: readonly number[];
  /** Turnovers, each a hold long, that are played before anything is counted, and while it is. */
  readonly warmUp: number;
  readonly watched: number;
  readonly seed: number;
}

/** How often unbroken runs of ports in use were seen, by their length. */
export interface SeenRuns {
  /** The share in use, in whole ports. */
  readonly fill: number;
  /** Share of windows of n consecutive ports that are all in use. */
  allInUse(length: number): number;
  /** Runs of at least n ports seen, each once a turnover. */
  runsSeen(length: number): number;
}

const LOOKS_PER_TURNOVER = 2;
const LONGEST = 1 << 14;

/**
 * Plays connections of one fixed hold: whenever the oldest has gone, searches come until one finds a port, so that the fill
 * stays. In an endless range that is the same as random arrivals at that fill.
 */
export function playEndlessRange(search: EndlessSearch): SeenRuns {
  const { fill, portBits, runs, warmUp, watched, seed } = search;
  const ports = 2 ** portBits;
  const random = randomBits(seed);
  const used = new Int32Array(ports / 32);
  const held = new Int32Array(Math.round(fill * ports));
  const place = (connection: number): void => {
    for (;;) {
      for (const length of runs) {
        const port = firstFree(used, random() >>> (32 - portBits), length);
        if (port < 0) continue;
        used[port >>> 5] = (used[port >>> 5] ?? 0) | (1 << (port & 31));
        held[connection] = port;
        return;
      }
    }
  };
  for (let connection = 0; connection < held.length; connection += 1) place(connection);
  const lengths = new Float64Array(LONGEST + 1);
  const betweenLooks = Math.floor(held.length / LOOKS_PER_TURNOVER);
  let looks = 0;
  for (let turnover = 0; turnover < warmUp + watched; turnover += 1) {
    for (let oldest = 0; oldest < held.length; oldest += 1) {
      const port = held[oldest] ?? 0;
      used[port >>> 5] = (used[port >>> 5] ?? 0) & ~(1 << (port & 31));
      place(oldest);
      if (turnover >= warmUp && oldest % betweenLooks === 0) {
        countRuns(used, lengths);
        looks += 1;
      }
    }
  }
  return seenRuns(lengths, looks, ports, held.length / ports);
}

/** The first free port of so many from a start on; -1 where all are in use. */
function firstFree(used: Int32Array, start: number, length: number): number {
  let port = start;
  for (let left = length; left > 0;) {
    const free = ~(used[port >>> 5] ?? 0) >>> (port & 31);
    const inWord = 32 - (port & 31);
    if (free !== 0) {
      const ahead = 31 - Math.clz32(free & -free);
      return ahead < left ? port + ahead : -1;
    }
    left -= inWord;
    port = (port + inWord) & (32 * used.length - 1);
  }
  return -1;
}

function countRuns(used: Int32Array, lengths: Float64Array): void {
  let [first, last] = [-1, -1];
  const between = (length: number): void => {
    if (length > 0) lengths[Math.min(length, LONGEST)] = (lengths[Math.min(length, LONGEST)] ?? 0) + 1;
  };
  for (let word = 0; word < used.length; word += 1) {
    for (let free = ~(used[word] ?? 0); free !== 0; free &= free - 1) {
      const port = 32 * word + 31 - Math.clz32(free & -free);
      if (first < 0) first = port;
      else between(port - last - 1);
      last = port;
    }
  }
  between(first + 32 * used.length - last - 1);
}

function seenRuns(lengths: Float64Array, looks: number, ports: number, fill: number): SeenRuns {
  const sumFrom = (from: number, weight: (length: number) => number): number => {
    let sum = 0;
    for (let length = from; length <= LONGEST; length += 1) sum += (lengths[length] ?? 0) * weight(length);
    return sum;
  };
  return {
    fill,
    allInUse: (window) => sumFrom(window, (length) => length - window + 1) / looks / ports,
    runsSeen: (window) => sumFrom(window, () => 1) / LOOKS_PER_TURNOVER,
  };
}

/** sfc32 of PractRand: 32 random bits at a time, seeded. */
function randomBits(seed: number): () => number {
  let [a, b, c, count] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 20; round += 1) next();
  return next;
}
