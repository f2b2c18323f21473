import { TRANSLATOR, type LossCase, type Search, type SizeCase } from './cases.js';

// Cases that came to the page after those of cases.ts, and stand behind them, so that those keep their seeds.

/** Usual traffic that rises, and ports that are held for the open time and then the quarantine. */
export interface SurgeCase {
  readonly usualPerSecond: number;
  readonly multiplier: number;
  readonly rampSeconds: number;
  readonly durationSeconds: number;
  readonly openSeconds: number;
  readonly timeWaitSeconds: number;
}

const burstsOnAddresses: readonly LossCase[] = [
  { meanBurst: 4, addresses: 8, ports: 50, offeredLoad: 320 },
  { meanBurst: 2, addresses: 4, ports: 250, offeredLoad: 900 },
  { meanBurst: 4, addresses: 4, ports: 250, offeredLoad: 900 },
].map((size) => ({ ...TRANSLATOR, ...size, group: 'Bursts on several addresses', hold: 'fixed' }));

const shortRanges: readonly LossCase[] = [
  { ports: 300, offeredLoad: 250 },
  { ports: 300, offeredLoad: 265 },
  { ports: 500, offeredLoad: 420 },
].map((size) => ({ ...TRANSLATOR, ...size, group: 'Bounded search', hold: 'fixed', search: 'netfilter' }));

const boundedBursts: readonly LossCase[] = [
  { search: 'cilium', ports: 4000, offeredLoad: 3500, meanBurst: 4 },
  { search: 'cilium', ports: 20_000, offeredLoad: 18_500, meanBurst: 4 },
  { search: 'cilium-old-kernel', ports: 4000, offeredLoad: 2800, meanBurst: 2 },
  { search: 'netfilter', ports: 4000, offeredLoad: 3500, meanBurst: 4 },
  { search: 'netfilter', ports: 4000, offeredLoad: 3640, meanBurst: 2 },
].map((size) => ({
  ...TRANSLATOR,
  ...size,
  group: size.search === 'netfilter' ? 'Bounded search, bursts in several runs' : 'Bounded search, bursts',
  hold: 'fixed',
  search: size.search as Search,
}));

export const LATER_LOSS_CASES: readonly LossCase[] = [...burstsOnAddresses, ...shortRanges, ...boundedBursts];

export const LATER_SIZE_CASES: readonly SizeCase[] = [
  { group: 'Bursts, hold in two parts', meanBurst: 4, hold: 'exponential', offeredLoad: 600 },
  { group: 'Bursts on several addresses', meanBurst: 4, addresses: 4, offeredLoad: 800 },
  { group: 'Bounded search, bursts', meanBurst: 4, search: 'cilium', offeredLoad: 4000 },
  {
    group: 'Bounded search, bursts in several runs',
    meanBurst: 4,
    search: 'netfilter',
    offeredLoad: 4000,
  },
].map((size) => ({ ...TRANSLATOR, hold: 'fixed', targetLoss: 0.01, ...size }) as SizeCase);

/** Ticket sales, by how steep and how long they are against the hold. */
export const SURGE_CASES: readonly SurgeCase[] = [
  { usualPerSecond: 5, multiplier: 25, rampSeconds: 30, durationSeconds: 900, openSeconds: 0.5 },
  { usualPerSecond: 20, multiplier: 2.5, rampSeconds: 0, durationSeconds: 40, openSeconds: 0.5 },
  {
    usualPerSecond: 20,
    multiplier: 4,
    rampSeconds: 60,
    durationSeconds: 70,
    openSeconds: 20,
    timeWaitSeconds: 20,
  },
  {
    usualPerSecond: 2,
    multiplier: 50,
    rampSeconds: 5,
    durationSeconds: 20,
    openSeconds: 30,
    timeWaitSeconds: 0,
  },
].map((surge) => ({ timeWaitSeconds: 60, ...surge }));
