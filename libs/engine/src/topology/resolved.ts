import type { PoolDefaults, Profile, TranslatorFacts } from '../catalog/profile.js';
import type { Bind, HostTupleScope, PortOrRange } from './host.js';
import type { TopologyNode } from './node.js';
import type { Quantity } from './quantity.js';
import type { Topology } from './topology.js';
import type { Allocation, IpSelection, PortSearch, TranslatorTupleScope } from './translator.js';

/** Turns a quantity into the one number that a calculation uses; its middle unless uncertainty is being sampled. */
export type PickQuantity = (quantity: Quantity) => number;

/** How many instances there are: between `min` and `max`, one for each `requestsPerSecondPerInstance`. */
export interface InstanceRange {
  readonly min: number;
  readonly max: number;
  /** Null where the number is fixed. */
  readonly requestsPerSecondPerInstance: number | null;
}

/** A host with nothing left open. */
export interface ResolvedHost {
  /** The catalogue's row for the operating system, also where a profile that is based on it is named. */
  readonly profileId: string;
  readonly ephemeralPortRange: readonly [number, number];
  readonly reservedPorts: readonly PortOrRange[];
  readonly sourceIps: number;
  readonly timeWaitSeconds: number;
  readonly timeWaitReuse: boolean;
  readonly bind: Bind;
  readonly tupleScope: HostTupleScope;
  readonly conntrackMax: number | null;
  readonly maxFileDescriptors: number | null;
  /** Where the values that the document does not give come from. */
  readonly citations: readonly string[];
}

/** A translator with nothing left open; null where neither node nor profile sets a limit. */
export interface ResolvedTranslator {
  readonly publicIps: number;
  readonly zones: number;
  readonly portsPerIp: number;
  readonly quarantineSeconds: number;
  /** Seconds that a UDP mapping is held after its last datagram. */
  readonly udpHeldSeconds: number;
  readonly idleTimeoutSeconds: number | null;
  readonly tupleScope: TranslatorTupleScope;
  readonly allocation: Allocation;
  readonly portSearch: PortSearch;
  readonly ipSelection: IpSelection;
  /** Null where a race for a port is not known to be. */
  readonly randomFully: boolean | null;
  readonly maxPublicIps: number | null;
  readonly maxConnections: number | null;
  readonly bitsPerSecond: number | null;
  readonly packetsPerSecond: number | null;
  readonly conntrackMax: number | null;
  readonly scope: 'gateway' | 'vm' | 'node';
  readonly rewritesDestination: boolean;
  readonly facts: TranslatorFacts;
  readonly citations: readonly string[];
}

/** A node with its profile's values filled in wherever the document is silent. */
export interface ResolvedNode {
  readonly node: TopologyNode;
  readonly profile: Profile | null;
  readonly instances: InstanceRange;
  readonly processesPerInstance: number;
  readonly zones: number;
  /** Distinct address:port pairs that its clients connect to. */
  readonly endpoints: number;
  /** Share of requests that go no further, 0 to 1. */
  readonly cacheHitRatio: number;
  readonly host: ResolvedHost | null;
  readonly translator: ResolvedTranslator | null;
  readonly maxConnections: number | null;
  readonly pool: PoolDefaults;
  /** Seconds after which it closes an idle connection that it accepted. */
  readonly listenerIdleTimeoutSeconds: number | null;
  /** Seconds after which it forgets a silent connection that passes through it; null where it keeps no state. */
  readonly passThroughIdleSeconds: number | null;
}

/** A topology in which every node is resolved. */
export interface ResolvedTopology {
  readonly topology: Topology;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
}
