import { TRANSLATOR, type LossCase } from './cases.js';
import type { SurgeCase } from './later-cases.js';

// Cases that came to the page last, behind those of cases.ts and later-cases.ts.

/** Bursts whose peakedness tells all of their size, in pools small enough to feel what else there is to tell. */
export const EQUAL_BURST_CASES: readonly LossCase[] = [
  { ports: 50, offeredLoad: 30, meanBurst: 7 },
  { ports: 100, offeredLoad: 70, meanBurst: 7 },
  { ports: 50, offeredLoad: 34, meanBurst: 2 },
].map((size) => ({ ...TRANSLATOR, ...size, group: 'Bursts of one size', hold: 'fixed', equalBursts: true }));

/** A surge that is too much for a pool. */
export interface RiseCase extends SurgeCase {
  readonly ports: number;
}

/** A surge whose ports are asked for. */
export interface RiseSizeCase extends SurgeCase {
  /** Of connections, in no second of the surge more. */
  readonly targetLoss: number;
}

const TIME_WAIT = { openSeconds: 0.5, timeWaitSeconds: 60 };

const AT_ONCE = { rampSeconds: 0, durationSeconds: 59 };
const IN_HALF_A_MINUTE = { rampSeconds: 30, durationSeconds: 90 };

/** By how steep they are, how many ports there are, and how long each is held. */
export const RISE_CASES: readonly RiseCase[] = [
  { ports: 2420, usualPerSecond: 20, multiplier: 2.5, rampSeconds: 0, durationSeconds: 40, ...TIME_WAIT },
  { ports: 100, usualPerSecond: 1.2, multiplier: 1.5, ...IN_HALF_A_MINUTE, ...TIME_WAIT },
  { ports: 100, usualPerSecond: 0.5, multiplier: 20, ...AT_ONCE, ...TIME_WAIT },
  { ports: 1000, usualPerSecond: 15, multiplier: 1.2, ...AT_ONCE, ...TIME_WAIT },
  { ports: 1000, usualPerSecond: 15, multiplier: 1.2, ...IN_HALF_A_MINUTE, ...TIME_WAIT },
  { ports: 10_000, usualPerSecond: 30, multiplier: 20, ...IN_HALF_A_MINUTE, ...TIME_WAIT },
  { ports: 60_000, usualPerSecond: 700, multiplier: 1.5, ...AT_ONCE, ...TIME_WAIT },
  { ports: 1000, usualPerSecond: 10, multiplier: 4, ...AT_ONCE, openSeconds: 60, timeWaitSeconds: 0 },
  { ports: 1000, usualPerSecond: 10, multiplier: 4, ...AT_ONCE, openSeconds: 30, timeWaitSeconds: 30 },
  { ports: 190, usualPerSecond: 3, multiplier: 2, ...AT_ONCE, openSeconds: 10, timeWaitSeconds: 30 },
];

export const RISE_SIZE_CASES: readonly RiseSizeCase[] = [
  { usualPerSecond: 20, multiplier: 2.5, ...AT_ONCE, ...TIME_WAIT },
  { usualPerSecond: 15, multiplier: 1.2, ...IN_HALF_A_MINUTE, ...TIME_WAIT },
  { usualPerSecond: 5, multiplier: 20, ...IN_HALF_A_MINUTE, ...TIME_WAIT },
  { usualPerSecond: 10, multiplier: 4, ...AT_ONCE, openSeconds: 30, timeWaitSeconds: 30 },
].map((surge) => ({ ...surge, targetLoss: 0.01 }));
