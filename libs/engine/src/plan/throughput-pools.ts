import type { ResolvedNode } from '../topology/resolved.js';
import { instancesAt, type Contribution } from './contribution.js';
import type { LegPath } from './leg-path.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';
import type { ResourceKind } from './result.js';

const BITS_PER_BYTE = 8;

/** Payload of a TCP segment in an Ethernet frame: 1,500 bytes less two headers of 20 (RFC 9293, section 3.7.1). */
const SEGMENT_BYTES = 1460;

/** At least every second full segment is acknowledged (RFC 9293, section 3.8.6.3). */
const SEGMENTS_PER_ACKNOWLEDGEMENT = 2;

/** Three to open a connection and four to close it (RFC 9293, sections 3.5 and 3.6). */
const PACKETS_PER_CONNECTION = 7;

interface Throughput {
  readonly kind: Extract<ResourceKind, 'bandwidth' | 'packets'>;
  readonly limit: (node: ResolvedNode) => number | null;
  /** What one request takes, and one connection besides. */
  readonly perRequest: (requestBytes: number, responseBytes: number) => number;
  readonly perConnection: number;
  readonly citations: readonly string[];
}

const THROUGHPUTS: readonly Throughput[] = [
  {
    kind: 'bandwidth',
    limit: ({ translator }) => translator?.bitsPerSecond ?? null,
    perRequest: (requestBytes, responseBytes) => (requestBytes + responseBytes) * BITS_PER_BYTE,
    perConnection: 0,
    citations: [],
  },
  {
    kind: 'packets',
    limit: ({ translator }) => translator?.packetsPerSecond ?? null,
    perRequest: (requestBytes, responseBytes) => packetsFor(requestBytes) + packetsFor(responseBytes),
    perConnection: PACKETS_PER_CONNECTION,
    citations: ['RFC 9293, sections 3.5 to 3.8 (segments, acknowledgements, opening and closing)'],
  },
];

/**
 * Bits and packets per second of translators, counted in both directions, of the legs that say how large their requests
 * and responses are. Not tuples that are held but a stream: what is beyond the limit is dropped.
 */
export function throughputPools(context: PoolContext): readonly PoolRecipe[] {
  const sized = context.paths.filter(
    ({ leg }) => leg.requestBytes !== undefined || leg.responseBytes !== undefined,
  );
  return THROUGHPUTS.flatMap((throughput) => {
    const passing = sized.flatMap((path) =>
      path.via.filter((node) => throughput.limit(node) !== null).map((gateway) => ({ path, gateway })),
    );
    const groups = groupPaths(passing, ({ gateway }) =>
      poolId(gateway.node.id, throughput.kind, null, 'tcp'),
    );
    return [...groups].flatMap(([id, members]) => {
      const first = members[0];
      if (first === undefined) return [];
      const paths = members.map(({ path }) => path);
      const nodes = [...new Set([first.gateway.node.id, ...paths.map(({ leg }) => leg.from)])];
      return [
        {
          id,
          nodes,
          build: (view: NodeView) => build(id, paths, view(first.gateway.node.id), throughput, context, view),
        },
      ];
    });
  });
}

function build(
  id: string,
  paths: readonly LegPath[],
  gateway: ResolvedNode,
  throughput: Throughput,
  context: PoolContext,
  view: NodeView,
): Pool {
  const limit = throughput.limit(gateway) ?? 0;
  const zones = gateway.translator?.zones ?? 1;
  return {
    id,
    node: gateway.node.id,
    kind: throughput.kind,
    destination: null,
    protocol: 'tcp',
    scope: 'gateway',
    loss: 'fluid',
    tuplesPerSubpool: limit,
    subpools: 1,
    hottestSubpoolShare: 1,
    burstShare: 1,
    portSearch: { kind: 'exhaustive' },
    contributions: paths.flatMap((path) => contribution(path, throughput, zones, context, view) ?? []),
    peakedness: 1,
    inputs: { limitPerSecond: limit, zones, ...sizesOf(paths, context) },
    citations: [...throughput.citations, ...(gateway.translator?.citations ?? [])],
  };
}

function sizesOf(paths: readonly LegPath[], { pick }: PoolContext): Pool['inputs'] {
  return Object.fromEntries(
    paths.flatMap(({ leg }) => [
      [`${leg.id}.requestBytes`, pick(leg.requestBytes ?? 0)],
      [`${leg.id}.responseBytes`, pick(leg.responseBytes ?? 0)],
    ]),
  );
}

function contribution(
  { leg }: LegPath,
  { perRequest, perConnection }: Throughput,
  zones: number,
  context: PoolContext,
  view: NodeView,
): Contribution | null {
  const coefficients = context.coefficients.get(leg.id);
  const law = context.laws.get(leg.id);
  if (coefficients === undefined || law === undefined) return null;
  const each = perRequest(context.pick(leg.requestBytes ?? 0), context.pick(leg.responseBytes ?? 0));
  const { instances, processesPerInstance } = view(leg.from);
  return {
    leg: leg.id,
    coefficients,
    at: (requestsPerSecond) => {
      const processes = instancesAt(instances, requestsPerSecond) * processesPerInstance;
      const { connectionsPerSecond } = law.at(requestsPerSecond, processes);
      return {
        connectionsPerSecond: connectionsPerSecond / zones,
        offeredLoad: (requestsPerSecond * each + connectionsPerSecond * perConnection) / zones,
      };
    },
    // A stream has no memory: it is at every instant what its traffic is.
    linear: null,
  };
}

function packetsFor(bytes: number): number {
  const segments = Math.ceil(bytes / SEGMENT_BYTES);
  return segments + segments / SEGMENTS_PER_ACKNOWLEDGEMENT;
}
