import type { Random } from './random.js';

// Jest looks globals up through its sandbox, which is slow in an inner loop.
const { floor, min } = Math;

/** Looks for a free port among those in use (1) or not (0); -1 where it finds none. */
export type Allocator = (used: Uint8Array) => number;

/** RFC 6056, algorithm 1: from a random port on to the next, all of them. */
export function sequential(random: Random): Allocator {
  return (used) => run(used, used.length, random);
}

/** RFC 6056, algorithm 2 with the sequential search behind it, so that the last free port is found too. */
export function randomThenSequential(random: Random): Allocator {
  return (used) => {
    for (let attempt = 0; attempt < 16; attempt += 1) {
      const port = floor(random() * used.length);
      if (used[port] === 0) return port;
    }
    return run(used, used.length, random);
  };
}

/** Runs of consecutive ports, each from a new random one: netfilter with 128, 64, 32, 16, 8, Cilium with one run. */
export function boundedProbe(runs: readonly number[], random: Random): Allocator {
  return (used) => {
    for (const length of runs) {
      const port = run(used, min(length, used.length), random);
      if (port >= 0 || length >= used.length) return port;
    }
    return -1;
  };
}

function run(used: Uint8Array, length: number, random: Random): number {
  let port = floor(random() * used.length);
  for (let probe = 0; probe < length; probe += 1) {
    if (used[port] === 0) return port;
    port = port + 1 === used.length ? 0 : port + 1;
  }
  return -1;
}
