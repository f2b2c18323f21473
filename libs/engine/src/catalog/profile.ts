import type { ResourceKind } from '../plan/resource-kind.js';
import type { Host } from '../topology/host.js';
import type { NodeKind } from '../topology/node.js';
import type { Translator } from '../topology/translator.js';
import type { Bounds } from './bounds.js';

/**
 * How well a value is known: stated by the primary source, seen only in a copy or a third-party text, derived by
 * arithmetic, measured or simulated by us, or not confirmed at all.
 */
export type Confidence = 'stated' | 'secondary' | 'derived' | 'measured' | 'simulated' | 'unconfirmed';

/** Another source that says something else. */
export interface Disagreement<T> {
  readonly value: T;
  readonly source: string;
  readonly note?: string;
}

/** A value with its unit and where it was read, and when. */
export interface Sourced<T> {
  readonly value: T;
  /** `ports`, `seconds`, `connections`, `addresses`, `bits/s`, `USD/h`, … ; empty for names and switches. */
  readonly unit: string;
  /** A public citation: a URL, a document and section, a source file at a commit. */
  readonly source: string;
  /** ISO 8601 date, or year, of what was read. */
  readonly asOf: string;
  readonly confidence: Confidence;
  readonly note?: string;
  readonly disagreements?: readonly Disagreement<T>[];
  /** Id of the profile of a document that says so; absent in the catalogue. */
  readonly profile?: string;
}

/** What a provider accepts, by the path of a field: `publicIps`, `allocation.portsPerVm`. */
export type FieldLimits = Readonly<Record<string, Sourced<Bounds>>>;

type SourcedFields<T> = { readonly [K in keyof T]?: Sourced<NonNullable<T[K]>> };

/** One row of a table that gives each instance its ports by the size of the pool. */
export interface PoolSizeRow {
  readonly instancesUpTo: number;
  readonly portsPerInstance: number;
}

/** What a translator's rows say beyond the fields a node may override. */
export interface TranslatorFacts {
  /** Who owns a pool of ports: a gateway, each VM behind it, or each machine of a cluster. */
  readonly scope?: Sourced<'gateway' | 'vm' | 'node'>;
  /** Ports of one address that can be handed out to VMs in all (where ports are allocated per VM). */
  readonly allocatablePortsPerIp?: Sourced<number>;
  readonly blockRounding?: Sourced<'none' | 'power-of-two' | 'multiple-of-8'>;
  /** Whether one machine's block may lie on several addresses; where not, what is left of an address is lost. */
  readonly blocksSpanAddresses?: Sourced<boolean>;
  /** Least block of a machine that has a range of addresses for containers, whatever is configured. */
  readonly containerHostPortsPerVm?: Sourced<number>;
  readonly poolSizeTable?: Sourced<readonly PoolSizeRow[]>;
  /** What no instance gets more than by that table, whatever the addresses. */
  readonly mostPortsByPoolSize?: Sourced<number>;
  /** Addresses of one gateway that an account gets without asking. */
  readonly defaultPublicIpQuota?: Sourced<number>;
  /** Source ports that it hands out, lowest and highest. */
  readonly sourcePortRange?: Sourced<readonly [number, number]>;
  /**
   * Whether ports are picked at random from the first on, so that two connections dialled at once hardly ever pick the
   * same one; without it the slower of the two is lost.
   */
  readonly randomFully?: Sourced<boolean>;
  /** Share of connections that such a race lost where it was measured. */
  readonly racedShare?: Sourced<number>;
  /** Seconds that a tuple stays unusable after a reset. */
  readonly resetQuarantineSeconds?: Sourced<number>;
  /** Seconds that a UDP port stays unusable after its mapping was idle for too long. */
  readonly udpQuarantineSeconds?: Sourced<number>;
  /** Whether it also rewrites the destination, so that initiators see its address and not the responder's. */
  readonly rewritesDestination?: Sourced<boolean>;
  /** What the provider accepts for fields of the node. */
  readonly limits?: FieldLimits;
}

/** One address:port pair of a destination, or all of them. */
export type PoolScope = 'endpoint' | 'destination';

/** The defaults of a connection pool, per process. Infinity is written as null: no limit. */
export interface PoolDefaults {
  readonly reuse?: Sourced<'none' | 'keep-alive' | 'multiplex'>;
  readonly maxIdle?: Sourced<number | null>;
  readonly maxConnections?: Sourced<number | null>;
  readonly idleTimeoutSeconds?: Sourced<number | null>;
  readonly maxRequests?: Sourced<number | null>;
  readonly maxAgeSeconds?: Sourced<number | null>;
  readonly maxConcurrentStreams?: Sourced<number | null>;
  /** Whether it opens a connection for each request at once although connections could carry many, until it is capped. */
  readonly connectionPerConcurrentRequest?: Sourced<boolean>;
  /**
   * What a kept connection is kept for: one endpoint, since the product picks the server of each request itself, or the
   * destination as a whole, whose name it is asked for. The other limits count the same where they do not say.
   */
  readonly poolScope?: Sourced<PoolScope>;
  /** What `maxIdle` counts, where that is not what a connection is kept for. */
  readonly maxIdleScope?: Sourced<PoolScope>;
  /** What `maxConnections` counts, where that is not what a connection is kept for. */
  readonly maxConnectionsScope?: Sourced<PoolScope>;
  /** What has a pool of its own: a process, a worker, a thread group. */
  readonly poolOwner?: Sourced<string>;
  /** What it accepts for `connections` of a leg that begins at it. */
  readonly limits?: FieldLimits;
}

/** What the side that accepts connections does. */
export interface ListenerDefaults {
  readonly idleTimeoutSeconds?: Sourced<number>;
  readonly maxRequests?: Sourced<number | null>;
  readonly maxConnections?: Sourced<number>;
  readonly limits?: FieldLimits;
}

export interface Prices {
  readonly gatewayHour?: Sourced<number>;
  readonly addressHour?: Sourced<number>;
  readonly gigabyte?: Sourced<number>;
  /** Of a load balancer's unit of capacity, by which it is billed beside its hours. */
  readonly capacityUnitHour?: Sourced<number>;
}

export interface FirewallFacts {
  readonly stateful?: Sourced<boolean>;
  readonly conntrackMax?: Sourced<number>;
  readonly establishedIdleSeconds?: Sourced<number>;
  readonly timeWaitSeconds?: Sourced<number>;
  readonly limits?: FieldLimits;
}

/** Where a metric is found. */
export type Monitoring = 'cloudwatch' | 'azure-monitor' | 'gcp-monitoring' | 'prometheus';

/** Something that is measured of a pool, and that an alarm can be set on. */
export interface Metric {
  readonly kind: Monitoring;
  readonly name: string;
  /** CloudWatch namespace, Azure or Google resource type, Prometheus exporter. */
  readonly namespace: string;
  readonly pool: ResourceKind;
  /** Connections that found no port; connections opened in a period, over all destinations; tuples held in one pool. */
  readonly counts: 'refused' | 'opened' | 'held';
  readonly statistic: 'sum' | 'average' | 'maximum' | 'rate';
  /** Dimension or label that tells which gateway, machine or job. */
  readonly dimension: string;
  readonly filter?: Readonly<Record<string, string>>;
  /** `percent` where it is a share of the pool, not a count. */
  readonly unit?: 'percent';
}

export type ProfileFamily = 'host' | 'translator' | 'load-balancer' | 'proxy' | 'client' | 'firewall';

/** One row of the catalogue. A new provider is a new row, not a new branch. */
export interface Profile {
  readonly id: string;
  /** Of a profile that a document defines: the row of the catalogue that it is based on. */
  readonly basedOn?: string;
  readonly title: string;
  readonly family: ProfileFamily;
  /** Node kinds that may name it as their `profile`; empty for hosts, which stand under `host.profile`. */
  readonly nodeKinds: readonly NodeKind[];
  readonly notes?: readonly string[];
  readonly layer?: Sourced<4 | 7>;
  readonly snat?: Sourced<boolean>;
  readonly host?: SourcedFields<Host> & { readonly limits?: FieldLimits };
  readonly translator?: SourcedFields<Translator> & TranslatorFacts;
  readonly pool?: PoolDefaults;
  readonly listener?: ListenerDefaults;
  readonly firewall?: FirewallFacts;
  readonly prices?: Prices;
  /** What is measured of its pools, by a name of ours. */
  readonly metrics?: Readonly<Record<string, Sourced<Metric>>>;
}
