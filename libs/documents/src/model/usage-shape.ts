import type { Allocation, API_VERSION, Connections, Host, Quantity } from '@portplan/engine';

/** What a leg carries and a source does not tell. */
export interface LegUsage {
  readonly callsPerRequest?: Quantity;
  readonly share?: Quantity;
  readonly retriesPerRequest?: Quantity;
  readonly responseTimeSeconds?: Quantity;
  readonly requestBytes?: Quantity;
  readonly responseBytes?: Quantity;
  readonly connections?: Connections;
}

/** What holds for the calls of one caller only. */
export type CallerUsage = LegUsage;

/** Something outside that is called. */
export interface DestinationUsage extends LegUsage {
  readonly name: string;
  readonly endpoints?: number;
}

/** How a group scales. */
export interface InstancesUsage {
  readonly min?: number;
  readonly max?: number;
  readonly requestsPerSecondPerInstance?: Quantity;
}

/** What a source cannot know about one of its resources. */
export interface ResourceUsage extends LegUsage {
  readonly requestsPerSecond?: number;
  readonly instances?: number | InstancesUsage;
  readonly processesPerInstance?: number;
  readonly containersPerInstance?: number;
  readonly zones?: number;
  readonly publicIps?: number;
  readonly endpoints?: number;
  readonly cacheHitRatio?: Quantity;
  readonly maxConnections?: number;
  readonly idleTimeoutSeconds?: number;
  readonly snat?: boolean;
  readonly allocation?: Allocation;
  readonly host?: Host;
  readonly profile?: string;
  readonly destinations?: readonly DestinationUsage[];
  readonly from?: Readonly<Record<string, CallerUsage>>;
}

/** From when, and for how long, a forecast is made. */
export interface ForecastUsage {
  readonly start?: string;
  readonly stepSeconds?: number;
  readonly steps?: number;
}

/** What an import cannot know, by the addresses of its source. */
export interface Usage {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: 'Usage';
  readonly name?: string;
  readonly description?: string;
  readonly forecast?: ForecastUsage;
  /** By Terraform type or kind of node. */
  readonly defaults?: Readonly<Record<string, ResourceUsage>>;
  /** By address, with or without keys. */
  readonly resources?: Readonly<Record<string, ResourceUsage>>;
}
