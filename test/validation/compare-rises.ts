import type { Comparison } from './compare.js';
import { engineSurge, ONE_HOST, type EngineSurge } from './engine-figures.js';
import type { RiseCase, RiseSizeCase } from './last-cases.js';
import { randomFrom } from './simulator/random.js';
import { simulateSurgeLoss, type LossBySecond } from './simulator/surge-loss.js';

/** Connections that each case plays, in as many surges as that makes, between these. */
const CONNECTIONS = 10_000_000;
const [FEWEST, MOST] = [90, 20_000];

/** Share of connections that exhausts a pool. */
export const EXHAUSTED = 0.01;

/** The most that is lost in any second of a surge's rise. */
export function compareRiseLoss(riseCase: RiseCase, seed: number, surges = surgesOf(riseCase)): Comparison {
  return {
    engine: engineOf(riseCase, riseCase.ports, EXHAUSTED).mostLost,
    simulated: simulatedOf(riseCase, riseCase.ports, surges, seed).most,
  };
}

/** Seconds from a surge's start until a hundredth is lost. */
export function compareExhaustion(riseCase: RiseCase, seed: number, surges = surgesOf(riseCase)): Comparison {
  const { exhaustedAfter } = engineOf(riseCase, riseCase.ports, EXHAUSTED);
  return {
    engine: exhaustedAfter ?? Infinity,
    simulated: simulatedOf(riseCase, riseCase.ports, surges, seed).secondsUntil(EXHAUSTED),
  };
}

/** Ports with which no second of a surge loses more than a target: between a little less and a little more than told. */
export function compareRiseSize(sizeCase: RiseSizeCase, seed: number): Comparison {
  const { required } = engineOf(sizeCase, 60_000, sizeCase.targetLoss);
  const [below, above] = [Math.round(required * 0.98), Math.round(required * 1.02)];
  const [more, less] = [below, above].map(
    (ports, index) => simulatedOf(sizeCase, ports, surgesOf(sizeCase), seed + index).most,
  );
  if (more === undefined || less === undefined || !(less.mean > 0))
    throw new Error(`too few surges for ${JSON.stringify(sizeCase)}`);
  const slope = Math.log(more.mean / less.mean) / (above - below);
  return {
    engine: required,
    simulated: {
      mean: below + Math.log(more.mean / sizeCase.targetLoss) / slope,
      halfWidth: Math.max(more.halfWidth / more.mean, less.halfWidth / less.mean) / slope,
    },
  };
}

type Surge = Omit<RiseCase, 'ports'>;

function surgesOf({ usualPerSecond, multiplier, durationSeconds, ...hold }: Surge): number {
  const before = 15 * hold.openSeconds + hold.timeWaitSeconds;
  const each = usualPerSecond * (before + multiplier * durationSeconds);
  return Math.min(MOST, Math.max(FEWEST, CONNECTIONS / each));
}

function engineOf(surge: Surge, ports: number, blockingProbability: number): EngineSurge {
  const { usualPerSecond, openSeconds, timeWaitSeconds, multiplier, rampSeconds, durationSeconds } = surge;
  return engineSurge({
    ...ONE_HOST,
    portsPerAddress: ports,
    requestsPerSecond: usualPerSecond,
    responseSeconds: openSeconds,
    quarantineSeconds: timeWaitSeconds,
    blockingProbability,
    event: { multiplier, rampSeconds, durationSeconds },
  });
}

function simulatedOf(surge: Surge, ports: number, surges: number, seed: number): LossBySecond {
  const pool = { ...surge, ports, quarantineSeconds: surge.timeWaitSeconds };
  return simulateSurgeLoss(pool, surges, randomFrom(seed));
}
