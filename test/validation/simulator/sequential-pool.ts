import { BATCHES, intervalOf, type Interval } from './interval.js';
import { exponential, type Random } from './random.js';

// Jest looks globals up through its sandbox, which is slow in an inner loop.
const { floor } = Math;

/** A range that is searched from a random port on to the next, until one is free. */
export interface SequentialPool {
  readonly ports: number;
  readonly portsInUse: number;
  /** Null where connections stay. */
  readonly heldSeconds: number | null;
}

/** Ports that a new connection looks at, the free one included. */
export function simulateProbes(pool: SequentialPool, searches: number, random: Random): Interval {
  const perBatch = floor(searches / BATCHES);
  return intervalOf(
    pool.heldSeconds === null
      ? Array.from({ length: BATCHES }, () => meanOf(perBatch, () => probesOnceFilled(pool, random)))
      : probesInTurnover(pool, pool.heldSeconds, perBatch, random),
  );
}

/** A pool is filled, and then looked at from every port. */
function probesOnceFilled({ ports, portsInUse }: SequentialPool, random: Random): number {
  const used = new Uint8Array(ports);
  for (let connection = 0; connection < portsInUse; connection += 1) take(used, random);
  let port = 0;
  return meanOf(ports, () => search(used, port++).probes);
}

function probesInTurnover(
  { ports, portsInUse }: SequentialPool,
  heldSeconds: number,
  perBatch: number,
  random: Random,
): readonly number[] {
  const used = new Uint8Array(ports);
  const taken: number[] = [];
  const until: number[] = [];
  let [now, oldest] = [0, 0];
  const arrive = (): number => {
    now += exponential(heldSeconds / portsInUse, random);
    while ((until[oldest] ?? Infinity) <= now) {
      used[taken[oldest] ?? 0] = 0;
      oldest += 1;
    }
    if (taken.length - oldest === ports) return ports;
    const { port, probes } = take(used, random);
    taken.push(port);
    until.push(now + heldSeconds);
    return probes;
  };
  meanOf(300 * portsInUse, arrive);
  return Array.from({ length: BATCHES }, () => meanOf(perBatch, arrive));
}

function take(used: Uint8Array, random: Random): Found {
  const found = search(used, floor(random() * used.length));
  used[found.port] = 1;
  return found;
}

interface Found {
  readonly port: number;
  readonly probes: number;
}

function search(used: Uint8Array, start: number): Found {
  let port = start;
  let probes = 1;
  while (used[port] === 1) {
    port = port + 1 === used.length ? 0 : port + 1;
    probes += 1;
  }
  return { port, probes };
}

function meanOf(times: number, figure: () => number): number {
  let sum = 0;
  for (let time = 0; time < times; time += 1) sum += figure();
  return sum / times;
}
