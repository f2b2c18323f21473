import { applyPatch } from '../remedies/json-patch.js';
import type { Interval } from '../topology/quantity.js';
import type { Topology } from '../topology/topology.js';
import { intervalQuantile } from './interval-quantile.js';
import { seededRandom, stratified } from './random.js';

/** A quantity of a document that is an interval, and where it stands (RFC 6901). */
interface Uncertain {
  readonly pointer: string;
  readonly interval: Interval;
}

/** Fields that are shares: no sample of them is above one. */
const SHARES: readonly string[] = ['share', 'cacheHitRatio', 'abandonedShare'];

/** Fields that are at least one. */
const AT_LEAST_ONE: readonly string[] = ['sourceIps', 'requestsPerConnection'];

/** Fields that count things. */
const COUNTS: readonly string[] = ['sourceIps'];

/** For each uncertain quantity of a topology, by its pointer, how far up its distribution each sample takes it. */
export type Draws = ReadonlyMap<string, Float64Array>;

export function hasIntervals(topology: Topology): boolean {
  return uncertainOf(topology).length > 0;
}

/** Draws samples; the same seed gives the same ones. */
export function drawsFor(topology: Topology, samples: number, seed: number): Draws {
  const random = seededRandom(seed);
  return new Map(uncertainOf(topology).map(({ pointer }) => [pointer, stratified(samples, random)] as const));
}

/** The topology of one sample: every interval that was drawn for is a number, others are left as they are. */
export function sampledTopology(topology: Topology, draws: Draws, sample: number): Topology {
  return applyPatch(
    topology,
    uncertainOf(topology).flatMap(({ pointer, interval }) => {
      const drawn = draws.get(pointer)?.[sample];
      return drawn === undefined
        ? []
        : [{ op: 'replace' as const, path: pointer, value: valueAt(pointer, interval, drawn) }];
    }),
  );
}

function valueAt(pointer: string, interval: Interval, drawn: number): number {
  // A draw of exactly zero has no quantile.
  const value = intervalQuantile(interval, Math.max(Number.EPSILON, drawn));
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (SHARES.includes(field)) return Math.min(1, value);
  const whole = COUNTS.includes(field) ? Math.round(value) : value;
  return AT_LEAST_ONE.includes(field) ? Math.max(1, whole) : whole;
}

/** The intervals of a topology in the order of the document. */
function uncertainOf({ profiles = [], nodes, legs }: Topology): readonly Uncertain[] {
  return [...walk(profiles, '/profiles'), ...walk(nodes, '/nodes'), ...walk(legs, '/legs')];
}

function walk(value: unknown, pointer: string): readonly Uncertain[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isInterval(value)) return [{ pointer, interval: value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object'
      ? walk(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      : [],
  );
}

function isInterval(value: object): value is Interval {
  const { low, high } = value as Partial<Record<string, unknown>>;
  return typeof low === 'number' && typeof high === 'number';
}
