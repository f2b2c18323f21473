import { EventQueue } from './event-queue.js';
import { BATCHES, intervalOf, type Interval } from './interval.js';
import { exponential, type Random } from './random.js';

// Jest looks globals up through its sandbox, which is slow in an inner loop.
const { floor } = Math;

/** One process that reuses connections: the one idle shortest first, as most client libraries do. */
export interface KeepAliveProcess {
  readonly requestsPerSecond: number;
  readonly responseSeconds: number;
  readonly maxIdle: number;
  readonly idleTimeoutSeconds: number;
  readonly maxRequests: number;
}

export interface SimulatedReuse {
  /** New connections a second. */
  readonly dials: Interval;
  /** Connections open on average, idle ones included. */
  readonly open: Interval;
}

interface IdleConnection {
  readonly served: number;
  readonly since: number;
}

/** Requests come at random, each answered after an exponential time on a connection of its own. */
export function simulateKeepAlive(
  process: KeepAliveProcess,
  requests: number,
  random: Random,
): SimulatedReuse {
  const answers = new EventQueue();
  const idle: IdleConnection[] = [];
  const batchSeconds = requests / BATCHES / process.requestsPerSecond;
  const dials = new Array<number>(BATCHES).fill(0);
  const openSeconds = new Array<number>(BATCHES).fill(0);
  const until = batchSeconds * BATCHES;
  let busy = 0;
  // Nothing is counted before time 0.
  let now = -5 * (batchSeconds + process.idleTimeoutSeconds);
  let nextRequest = now;
  const advance = (to: number): void => {
    if (to > 0) {
      const batch = floor(now < 0 ? 0 : now / batchSeconds);
      openSeconds[batch] = (openSeconds[batch] ?? 0) + (busy + idle.length) * (to - (now < 0 ? 0 : now));
    }
    now = to;
  };
  for (;;) {
    const oldest = idle[0];
    const expiry = oldest === undefined ? Infinity : oldest.since + process.idleTimeoutSeconds;
    const next = Math.min(nextRequest, answers.nextAt, expiry);
    if (next >= until) break;
    advance(next);
    if (next === expiry) idle.shift();
    else if (next === nextRequest) {
      const reused = idle.pop();
      if (reused === undefined && now >= 0) {
        const batch = floor(now / batchSeconds);
        dials[batch] = (dials[batch] ?? 0) + 1;
      }
      busy += 1;
      answers.add(now + exponential(process.responseSeconds, random), (reused?.served ?? 0) + 1);
      nextRequest = now + exponential(1 / process.requestsPerSecond, random);
    } else {
      const served = answers.take();
      busy -= 1;
      // A full stack of idle connections lets the one idle longest go.
      if (served < process.maxRequests && process.maxIdle > 0) {
        if (idle.length >= process.maxIdle) idle.shift();
        idle.push({ served, since: now });
      }
    }
  }
  return {
    dials: intervalOf(dials.map((count) => count / batchSeconds)),
    open: intervalOf(openSeconds.map((seconds) => seconds / batchSeconds)),
  };
}
