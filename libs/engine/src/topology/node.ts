import type { Host } from './host.js';
import type { Provenance, Quantity } from './quantity.js';
import type { Translator } from './translator.js';

/** A number of instances that follows the request rate, between two bounds. */
export interface AutoScaling {
  readonly min: number;
  readonly max: number;
  /** Requests per second that one instance takes before another is added. */
  readonly requestsPerSecondPerInstance: Quantity;
}

export type Instances = number | AutoScaling;

interface NodeBase {
  /** Unique in the topology; letters, digits, `-`, `_` and `.`, at most 100 characters. */
  readonly id: string;
  readonly description?: string;
  /** A row of the catalogue, such as `aws/nat-gateway`, or one of the topology's own profiles. */
  readonly profile?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Where this node's values come from, by field name (`publicIps`, `host.sourceIps`). */
  readonly provenance?: Readonly<Record<string, Provenance>>;
}

/** A source of demand. Its own ports are modelled only where it is given a `host`. */
export interface ClientsNode extends NodeBase {
  readonly kind: 'clients';
  readonly instances?: Instances;
  readonly host?: Host;
}

/** Layer 7 ends connections and opens its own; layer 4 passes them through, with or without SNAT. */
export interface LoadBalancerNode extends NodeBase, Translator {
  readonly kind: 'load-balancer';
  readonly layer?: 4 | 7;
  /** Layer 4 only: whether it replaces the source address (no client address preservation). */
  readonly snat?: boolean;
  readonly instances?: Instances;
  readonly processesPerInstance?: number;
  readonly endpoints?: number;
  readonly host?: Host;
}

export interface NatGatewayNode extends NodeBase, Translator {
  readonly kind: 'nat-gateway';
}

export interface ProxyNode extends NodeBase {
  readonly kind: 'proxy';
  readonly mode: 'forward' | 'reverse';
  readonly instances?: Instances;
  readonly processesPerInstance?: number;
  readonly zones?: number;
  readonly endpoints?: number;
  readonly host?: Host;
  /** Share of requests answered without asking further, 0 to 1. */
  readonly cacheHitRatio?: Quantity;
  /** Connections that one instance holds at most. */
  readonly maxConnections?: number;
  readonly idleTimeoutSeconds?: number;
}

export interface BackendNode extends NodeBase {
  readonly kind: 'backend';
  readonly instances?: Instances;
  readonly processesPerInstance?: number;
  readonly zones?: number;
  /** Distinct address:port pairs that its clients connect to; one an instance where not given. */
  readonly endpoints?: number;
  readonly host?: Host;
  /** Connections that all instances together hold at most. */
  readonly maxConnections?: number;
  readonly idleTimeoutSeconds?: number;
}

/** A destination outside: an API, a database of someone else. */
export interface ExternalNode extends NodeBase {
  readonly kind: 'external';
  /** Distinct address:port pairs behind the name; 1 where not given. */
  readonly endpoints?: number;
  readonly maxConnections?: number;
  readonly idleTimeoutSeconds?: number;
}

/** One rule of a packet filter. */
export interface FirewallRule {
  readonly direction: 'inbound' | 'outbound';
  readonly protocol: 'tcp' | 'udp' | 'any';
  readonly ports: readonly [number, number];
  readonly action: 'allow' | 'deny';
  /** Lower numbers are read first. */
  readonly priority?: number;
  /** The other side's addresses, as CIDR blocks. */
  readonly cidr?: string;
}

/** A packet filter on the path: stateful as a security group, stateless as a network ACL. */
export interface FirewallNode extends NodeBase {
  readonly kind: 'firewall';
  readonly stateful?: boolean;
  readonly rules?: readonly FirewallRule[];
  readonly conntrackMax?: number;
  readonly idleTimeoutSeconds?: number;
  readonly quarantineSeconds?: Quantity;
}

/** Machines whose containers share each machine's ports. As `via` it translates; as `from` it is the workload itself. */
export interface ClusterNode extends NodeBase, Translator {
  readonly kind: 'cluster';
  /** Machines. */
  readonly instances?: Instances;
  readonly containersPerInstance?: number;
  readonly processesPerInstance?: number;
  readonly endpoints?: number;
  readonly host?: Host;
}

export type TopologyNode =
  | ClientsNode
  | LoadBalancerNode
  | NatGatewayNode
  | ProxyNode
  | BackendNode
  | ExternalNode
  | FirewallNode
  | ClusterNode;

export type NodeKind = TopologyNode['kind'];
