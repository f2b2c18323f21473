import { requireAtLeast } from '../errors.js';
import type { PortSearch } from '../topology/translator.js';

/** Share of new connections lost at a share of ports in use. */
interface LossPoint {
  readonly fill: number;
  readonly loss: number;
}

/** What a bounded search loses, by the number of ports it looks at. */
interface SearchCurve {
  readonly attempts: number;
  /** A range of up to so many ports is looked through whole. */
  readonly wholeUpTo: number;
  readonly points: readonly LossPoint[];
  readonly source: string;
}

/**
 * Searches that give up. Where probes are consecutive ports, taken ones stand in runs, and connections are lost far before
 * `fill ^ attempts` says.
 */
const SEARCH_CURVES: readonly SearchCurve[] = [
  {
    attempts: 248,
    wholeUpTo: 128,
    points: [
      { fill: 0.85, loss: 1e-5 },
      { fill: 0.9, loss: 7e-4 },
      { fill: 0.94, loss: 0.01 },
      { fill: 0.955, loss: 0.067 },
      { fill: 0.965, loss: 0.137 },
      { fill: 0.972, loss: 0.21 },
      { fill: 0.982, loss: 0.3 },
      { fill: 0.987, loss: 0.46 },
      { fill: 1, loss: 1 },
    ],
    source:
      'net/netfilter/nf_nat_core.c: 128 + 64 + 32 + 16 + 8 consecutive probes; loss simulated on 64,512 ports to a fill of 0.94, measured on Linux 6.18 with 4,000 ports above',
  },
  {
    attempts: 128,
    wholeUpTo: 128,
    points: [
      { fill: 0.72, loss: 1e-5 },
      { fill: 1, loss: 1 },
    ],
    source: 'cilium bpf/lib/nat.h: random start, then up to 128 consecutive ports; loss simulated',
  },
  {
    attempts: 32,
    wholeUpTo: 32,
    points: [
      { fill: 0.48, loss: 1e-5 },
      { fill: 1, loss: 1 },
    ],
    source:
      'cilium bpf/lib/nat.h on kernels without large programs: up to 32 consecutive ports; loss simulated',
  },
];

/**
 * Share of new connections that a port search gives up on although ports are free.
 *
 * @param fill share of the ports in use, 0 to 1
 * @param ports ports in the range
 * @throws DomainError where fill is negative
 * @see the sources in the table above
 */
export function probeLossProbability(fill: number, ports: number, search: PortSearch): number {
  requireAtLeast('fill', fill, 0);
  const curve = curveOf(search, ports);
  if (curve === null || fill <= 0) return 0;
  const [left, right] = segmentAround(curve.points, (point) => point.fill >= fill);
  const slope = Math.log(right.loss / left.loss) / (right.fill - left.fill);
  return Math.min(1, left.loss * Math.exp(slope * (fill - left.fill)));
}

/** The largest share of the ports in use at which the search loses no more than a target. */
export function usableShare(ports: number, search: PortSearch, targetLoss: number): number {
  const curve = curveOf(search, ports);
  if (curve === null) return 1;
  const [left, right] = segmentAround(curve.points, (point) => point.loss >= targetLoss);
  const slope = (right.fill - left.fill) / Math.log(right.loss / left.loss);
  return Math.min(1, Math.max(0, left.fill + slope * Math.log(targetLoss / left.loss)));
}

/** The curve of the search with the most attempts that are not more than the given ones; null where it is exhaustive. */
function curveOf(search: PortSearch, ports: number): SearchCurve | null {
  if (search.kind === 'exhaustive') return null;
  const attempts = search.attempts ?? 0;
  const curve =
    SEARCH_CURVES.find((candidate) => candidate.attempts <= attempts) ??
    SEARCH_CURVES[SEARCH_CURVES.length - 1];
  return curve === undefined || ports <= curve.wholeUpTo ? null : curve;
}

/** The two points that a value lies between; the first two below them all. */
function segmentAround(
  points: readonly LossPoint[],
  reached: (point: LossPoint) => boolean,
): readonly [LossPoint, LossPoint] {
  const index = points.findIndex(reached);
  const right = Math.max(1, index < 0 ? points.length - 1 : index);
  const fallback = { fill: 1, loss: 1 };
  return [points[right - 1] ?? fallback, points[right] ?? fallback];
}
