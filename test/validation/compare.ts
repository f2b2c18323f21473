import { sequentialProbes, type Connections, type PortSearch } from '@portplan/engine';
import type { LossCase, ProbesCase, ReuseCase, Search, SizeCase, StepCase } from './cases.js';
import type { SurgeCase } from './later-cases.js';
import { engineFigures, engineStep, engineSurge, ONE_HOST } from './engine-figures.js';
import { boundedProbe, randomThenSequential, sequential, type Allocator } from './simulator/allocators.js';
import type { Interval } from './simulator/interval.js';
import { simulateKeepAlive } from './simulator/keep-alive-pool.js';
import { simulateBlocking } from './simulator/port-pool.js';
import { holdOf, randomFrom, type Random } from './simulator/random.js';
import { simulateProbes } from './simulator/sequential-pool.js';
import { simulateStep } from './simulator/sudden-step.js';
import { simulateSurge } from './simulator/surge.js';

/** One figure of the engine beside the same of the simulation. */
export interface Comparison {
  readonly engine: number;
  readonly simulated: Interval;
}

const ALLOCATORS: Readonly<Record<Search, (random: Random) => Allocator>> = {
  sequential,
  random: randomThenSequential,
  netfilter: (random) => boundedProbe([128, 64, 32, 16, 8], random),
  cilium: (random) => boundedProbe([128], random),
  'cilium-old-kernel': (random) => boundedProbe([32], random),
};

const TOLD: Readonly<Record<Search, PortSearch>> = {
  sequential: { kind: 'exhaustive' },
  random: { kind: 'exhaustive' },
  netfilter: { kind: 'probe', attempts: 248 },
  cilium: { kind: 'probe', attempts: 128 },
  'cilium-old-kernel': { kind: 'probe', attempts: 32 },
};

/** Share of connections that find no port. */
export function compareLoss(lossCase: LossCase, arrivals: number, seed: number): Comparison {
  return {
    engine: peakOf(lossCase, lossCase.ports, 0.01).blockingProbability,
    simulated: simulatedLoss(lossCase, lossCase.ports, arrivals, seed),
  };
}

/**
 * Ports of all addresses together that keep the loss at a target. The simulation is run a little below and a little above
 * the engine's answer, and asked where between them, on a straight line of the logarithm of the loss, the target lies.
 */
export function compareSize(sizeCase: SizeCase, arrivals: number, seed: number): Comparison {
  const { required: engine } = peakOf(sizeCase, 100, sizeCase.targetLoss);
  const sizes = [0.98, 1.02].map((factor) => Math.round((engine * factor) / sizeCase.addresses));
  const [below = 0, above = 0] = sizes;
  const [more, less] = sizes.map((ports, index) => simulatedLoss(sizeCase, ports, arrivals, seed + index));
  if (more === undefined || less === undefined || above <= below || !(less.mean > 0))
    throw new Error(`too few arrivals for ${JSON.stringify(sizeCase)}`);
  const slope = Math.log(more.mean / less.mean) / (above - below);
  const mean = below + Math.log(more.mean / sizeCase.targetLoss) / slope;
  // Where both ends are off the same way, so is the answer.
  const halfWidth = Math.max(more.halfWidth / more.mean, less.halfWidth / less.mean) / slope;
  return {
    engine,
    simulated: { mean: mean * sizeCase.addresses, halfWidth: halfWidth * sizeCase.addresses },
  };
}

/** New connections per second of a pool that reuses them. */
export function compareReuse(reuseCase: ReuseCase, requests: number, seed: number): Comparison {
  const { requestsPerSecond, responseSeconds, ...settings } = reuseCase;
  const connections: Connections = { reuse: 'keep-alive', ...settings };
  const { connectionsPerSecond } = engineFigures({
    owner: 'translator',
    addresses: 1,
    portsPerAddress: 1000,
    requestsPerSecond,
    peakedness: 1,
    responseSeconds,
    quarantineSeconds: 0,
    connections,
    portSearch: TOLD.random,
    blockingProbability: 0.01,
  });
  const { dials } = simulateKeepAlive(reuseCase, requests, randomFrom(seed));
  return { engine: connectionsPerSecond, simulated: dials };
}

/** Ports that a sequential search looks at. */
export function compareProbes(probesCase: ProbesCase, searches: number, seed: number): Comparison {
  return {
    engine: sequentialProbes(probesCase.portsInUse, probesCase.ports),
    simulated: simulateProbes(probesCase, searches, randomFrom(seed)),
  };
}

/** Seconds until an idle host's ports are all taken. */
export function compareStep(stepCase: StepCase, steps: number, seed: number): Comparison {
  const { ports, openSeconds, timeWaitSeconds, times } = stepCase;
  const engine = engineStep(
    {
      ...ONE_HOST,
      portsPerAddress: ports,
      requestsPerSecond: 1,
      responseSeconds: openSeconds,
      quarantineSeconds: timeWaitSeconds,
    },
    times,
  );
  const stepped = {
    ports,
    connectionsPerSecond: times * engine.sustainableConnectionsPerSecond,
    openSeconds,
    quarantineSeconds: timeWaitSeconds,
  };
  return {
    engine: engine.secondsToExhaustion,
    simulated: simulateStep(stepped, steps, randomFrom(seed)),
  };
}

/** The most ports in use in a surge: at the second at which the engine has it. */
export function compareSurge(surgeCase: SurgeCase, surges: number, seed: number): Comparison {
  const { usualPerSecond, openSeconds, timeWaitSeconds, ...event } = surgeCase;
  const { second, portsInUse } = engineSurge({
    ...ONE_HOST,
    portsPerAddress: 10_000,
    requestsPerSecond: usualPerSecond,
    responseSeconds: openSeconds,
    quarantineSeconds: timeWaitSeconds,
    event,
  });
  const surge = { ...event, usualPerSecond, openSeconds, quarantineSeconds: timeWaitSeconds };
  return { engine: portsInUse, simulated: simulateSurge(surge, second, surges, randomFrom(seed)) };
}

type Pool = Omit<LossCase, 'ports'>;

const HOLDS_UNTIL_STEADY = 8;

/** With one fixed hold, ports taken about the same time come to stand together, and only then the loss is what it stays. */
const HOLDS_UNTIL_AGES_STAND_TOGETHER = 300;

/** Whether a search gives up while ports are free. */
export function isBounded({ search }: Pool): boolean {
  return TOLD[search].kind === 'probe';
}

function peakOf(pool: Pool, ports: number, blockingProbability: number): ReturnType<typeof engineFigures> {
  return engineFigures({
    owner: pool.owner,
    addresses: pool.addresses,
    portsPerAddress: ports,
    requestsPerSecond: rateOf(pool),
    peakedness: peakednessOf(pool),
    responseSeconds: pool.openSeconds,
    quarantineSeconds: pool.quarantineSeconds,
    connections: { reuse: 'none', closedBy: 'initiator' },
    portSearch: TOLD[pool.search],
    blockingProbability,
  });
}

function simulatedLoss(pool: Pool, ports: number, arrivals: number, seed: number): Interval {
  const random = randomFrom(seed);
  return simulateBlocking(
    {
      addresses: pool.addresses,
      portsPerAddress: ports,
      connectionsPerSecond: rateOf(pool),
      meanBurst: pool.meanBurst,
      equalBursts: pool.equalBursts ?? false,
      holdSeconds: holdOf(pool.hold, pool.openSeconds, random),
      meanHoldSeconds: pool.openSeconds,
      quarantineSeconds: pool.quarantineSeconds,
      warmUpHolds: isBounded(pool) ? HOLDS_UNTIL_AGES_STAND_TOGETHER : HOLDS_UNTIL_STEADY,
      allocator: ALLOCATORS[pool.search](random),
    },
    arrivals,
    random,
  );
}

function rateOf({ offeredLoad, openSeconds, quarantineSeconds }: Pool): number {
  return offeredLoad / (openSeconds + quarantineSeconds);
}

/**
 * Two of a burst count together while both are held: with z = 1 + n × ∫ P(S > u)² du / E[S], of which n are the others that one
 * of a burst comes with: m − 1 where all are of one size m, twice as many where sizes are geometric with a mean of m.
 */
function peakednessOf(pool: Pool): number {
  const { meanBurst, equalBursts = false, hold, openSeconds, quarantineSeconds } = pool;
  const others = (equalBursts ? 1 : 2) * (meanBurst - 1);
  const together = hold === 'fixed' ? openSeconds : openSeconds / 2;
  return 1 + (others * (quarantineSeconds + together)) / (openSeconds + quarantineSeconds);
}
