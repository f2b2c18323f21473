import type { HoldShape } from './simulator/random.js';

/** How ports are looked for, and what the engine is told of it. */
export type Search = 'sequential' | 'random' | 'netfilter' | 'cilium' | 'cilium-old-kernel';

/** A pool whose loss is simulated. */
export interface LossCase {
  readonly group:
    | 'Erlang B'
    | 'TIME_WAIT'
    | 'Several addresses'
    | 'Bursts'
    | 'Bursts of one size'
    | 'Bursts, hold in two parts'
    | 'Bursts on several addresses'
    | 'Bounded search'
    | 'Bounded search, varying holds'
    | 'Bounded search, bursts'
    | 'Bounded search, bursts in several runs';
  readonly owner: 'host' | 'translator';
  readonly addresses: number;
  readonly ports: number;
  /** Erlangs on all addresses together. */
  readonly offeredLoad: number;
  readonly hold: HoldShape;
  readonly openSeconds: number;
  readonly quarantineSeconds: number;
  readonly meanBurst: number;
  /** Whether all bursts are as large as that; absent where their sizes are geometric. */
  readonly equalBursts?: boolean;
  readonly search: Search;
}

/** A pool whose size is asked for. */
export interface SizeCase extends Omit<LossCase, 'ports'> {
  readonly targetLoss: number;
}

/** A process whose connections are reused. */
export interface ReuseCase {
  readonly requestsPerSecond: number;
  readonly responseSeconds: number;
  readonly maxIdle: number;
  readonly idleTimeoutSeconds: number;
  readonly maxRequests: number;
}

/** A sequential search, whose length is counted. */
export interface ProbesCase {
  readonly ports: number;
  /** On average, where ports come back. */
  readonly portsInUse: number;
  /** Null where connections stay; else how long each holds its port, the same for all. */
  readonly heldSeconds: number | null;
}

/** An idle host that is suddenly used at so many times the rate that may go on for ever. */
export interface StepCase {
  readonly ports: number;
  readonly openSeconds: number;
  readonly timeWaitSeconds: number;
  readonly times: 2 | 10;
}

/** What most cases have in common. */
export const TRANSLATOR = {
  group: 'Erlang B',
  owner: 'translator',
  addresses: 1,
  hold: 'exponential',
  openSeconds: 10,
  quarantineSeconds: 20,
  meanBurst: 1,
  search: 'random',
} as const;

const SHAPES = ['exponential', 'fixed', 'heavy-tailed'] as const;

// Light, ordinary and heavy loss: about 0.2 %, 2 % and 15 %.
const LOADS: readonly (readonly [ports: number, loads: readonly number[]])[] = [
  [50, [34, 40, 55]],
  [200, [172, 184, 225]],
  [1000, [938, 970, 1150]],
];

const erlang: readonly LossCase[] = LOADS.flatMap(([ports, loads]) =>
  loads.flatMap((offeredLoad) =>
    SHAPES.map((hold, index) => ({
      ...TRANSLATOR,
      ports,
      offeredLoad,
      hold,
      search: index === 1 ? ('sequential' as const) : ('random' as const),
    })),
  ),
);

const timeWait: readonly LossCase[] = [
  { ports: 100, offeredLoad: 90 },
  { ports: 500, offeredLoad: 500 },
  { ports: 2000, offeredLoad: 1950 },
].map((size) => ({
  ...TRANSLATOR,
  ...size,
  group: 'TIME_WAIT',
  owner: 'host',
  openSeconds: 2,
  quarantineSeconds: 60,
  search: 'sequential',
}));

const severalAddresses: readonly LossCase[] = [
  { addresses: 2, ports: 100, offeredLoad: 180 },
  { addresses: 4, ports: 250, offeredLoad: 920 },
  { addresses: 8, ports: 50, offeredLoad: 320 },
].map((size) => ({ ...TRANSLATOR, ...size, group: 'Several addresses' }));

const bursts: readonly LossCase[] = [
  { meanBurst: 2, ports: 200, offeredLoad: 170, hold: 'fixed' },
  { meanBurst: 2, ports: 1000, offeredLoad: 930, hold: 'exponential' },
  { meanBurst: 4, ports: 500, offeredLoad: 430, hold: 'fixed' },
  { meanBurst: 4, ports: 500, offeredLoad: 500, hold: 'exponential' },
  { meanBurst: 2, ports: 1000, offeredLoad: 930, hold: 'exponential', openSeconds: 30, quarantineSeconds: 0 },
  { meanBurst: 4, ports: 500, offeredLoad: 500, hold: 'exponential', openSeconds: 30, quarantineSeconds: 0 },
].map((size) => ({
  ...TRANSLATOR,
  ...size,
  group: size.hold === 'exponential' && size.quarantineSeconds !== 0 ? 'Bursts, hold in two parts' : 'Bursts',
  hold: size.hold as HoldShape,
}));

const bounded: readonly LossCase[] = [
  { search: 'netfilter', ports: 4000, offeredLoad: 3640 },
  { search: 'netfilter', ports: 4000, offeredLoad: 3800 },
  { search: 'netfilter', ports: 20_000, offeredLoad: 18_800 },
  { search: 'netfilter', ports: 20_000, offeredLoad: 19_600 },
  { search: 'cilium', ports: 20_000, offeredLoad: 16_000 },
  { search: 'cilium', ports: 20_000, offeredLoad: 18_500 },
  { search: 'cilium-old-kernel', ports: 20_000, offeredLoad: 12_000 },
  { search: 'cilium-old-kernel', ports: 20_000, offeredLoad: 16_000 },
  { search: 'netfilter', ports: 500, offeredLoad: 450 },
  { search: 'netfilter', ports: 1000, offeredLoad: 850 },
  { search: 'netfilter', ports: 1000, offeredLoad: 900 },
  { search: 'netfilter', ports: 1000, offeredLoad: 950 },
  { search: 'netfilter', ports: 2000, offeredLoad: 1850 },
  { search: 'netfilter', ports: 4000, offeredLoad: 4200 },
  { search: 'netfilter', ports: 8000, offeredLoad: 7500 },
  { search: 'cilium', ports: 1000, offeredLoad: 800 },
  { search: 'cilium', ports: 4000, offeredLoad: 3500 },
  { search: 'cilium', ports: 32_767, offeredLoad: 28_500 },
  { search: 'cilium-old-kernel', ports: 4000, offeredLoad: 2800 },
].map((size) => ({
  ...TRANSLATOR,
  ...size,
  group: 'Bounded search',
  hold: 'fixed',
  search: size.search as Search,
}));

const boundedVarying: readonly LossCase[] = bounded
  .filter(({ ports, offeredLoad }) => ports === 20_000 && offeredLoad !== 19_600)
  .map((each) => ({ ...each, group: 'Bounded search, varying holds', hold: 'exponential' }));

export const LOSS_CASES: readonly LossCase[] = [
  ...erlang,
  ...timeWait,
  ...severalAddresses,
  ...bursts,
  ...bounded,
  ...boundedVarying,
];

export const SIZE_CASES: readonly SizeCase[] = [
  ...[40, 150, 600, 2400].flatMap((offeredLoad) =>
    [0.01, 0.001].map((targetLoss) => ({ ...TRANSLATOR, offeredLoad, targetLoss })),
  ),
  { ...TRANSLATOR, offeredLoad: 600, targetLoss: 0.01, hold: 'heavy-tailed' },
  { ...TRANSLATOR, group: 'Several addresses', addresses: 4, offeredLoad: 800, targetLoss: 0.01 },
  { ...TRANSLATOR, group: 'Bursts', meanBurst: 2, hold: 'fixed', offeredLoad: 600, targetLoss: 0.01 },
  { ...TRANSLATOR, group: 'Bursts', meanBurst: 4, hold: 'fixed', offeredLoad: 600, targetLoss: 0.01 },
  {
    ...TRANSLATOR,
    group: 'Bounded search',
    search: 'netfilter',
    hold: 'fixed',
    offeredLoad: 4000,
    targetLoss: 0.01,
  },
  {
    ...TRANSLATOR,
    group: 'Bounded search',
    search: 'cilium',
    hold: 'fixed',
    offeredLoad: 4000,
    targetLoss: 0.01,
  },
  {
    ...TRANSLATOR,
    group: 'Bounded search',
    search: 'netfilter',
    hold: 'fixed',
    offeredLoad: 16_000,
    targetLoss: 0.001,
  },
  {
    ...TRANSLATOR,
    group: 'Bounded search',
    search: 'cilium-old-kernel',
    hold: 'fixed',
    offeredLoad: 4000,
    targetLoss: 0.01,
  },
];

export const REUSE_CASES: readonly ReuseCase[] = [
  { maxIdle: 2, idleTimeoutSeconds: 90 },
  { maxIdle: 10, idleTimeoutSeconds: 90 },
  { maxIdle: 30, idleTimeoutSeconds: 5 },
  { maxIdle: 100, idleTimeoutSeconds: 2 },
  { maxIdle: 100, idleTimeoutSeconds: 30, maxRequests: 100 },
].flatMap((settings) =>
  [20, 200].map((requestsPerSecond) => ({
    maxRequests: 1_000_000,
    ...settings,
    requestsPerSecond,
    responseSeconds: 0.1,
  })),
);

export const PROBES_CASES: readonly ProbesCase[] = [
  { ports: 500, portsInUse: 450, heldSeconds: null },
  { ports: 1000, portsInUse: 950, heldSeconds: null },
  { ports: 5000, portsInUse: 4500, heldSeconds: null },
  { ports: 500, portsInUse: 400, heldSeconds: 60 },
  { ports: 5000, portsInUse: 4500, heldSeconds: 60 },
];

export const STEP_CASES: readonly StepCase[] = [
  { ports: 500, openSeconds: 0.2, timeWaitSeconds: 60 },
  { ports: 2000, openSeconds: 30, timeWaitSeconds: 60 },
  { ports: 2000, openSeconds: 60, timeWaitSeconds: 0 },
].flatMap((pool) => ([2, 10] as const).map((times) => ({ ...pool, times })));
