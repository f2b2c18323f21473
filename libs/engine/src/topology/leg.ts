import type { Provenance, Quantity } from './quantity.js';

export type Protocol = 'tcp' | 'udp';

interface ConnectionsBase {
  /** Who closes first, and so keeps the tuple in TIME_WAIT. */
  readonly closedBy?: 'initiator' | 'responder';
  /** Share of connections that are never closed, only forgotten by a timeout, 0 to 1. */
  readonly abandonedShare?: Quantity;
}

/** One connection per request. */
export interface NoReuse extends ConnectionsBase {
  readonly reuse: 'none';
}

/** HTTP/1.1 persistent connections: measured (`requestsPerConnection`), or derived from pool settings per process. */
export interface KeepAlive extends ConnectionsBase {
  readonly reuse: 'keep-alive';
  readonly requestsPerConnection?: Quantity;
  /** Mean time that a connection is open. */
  readonly connectionSeconds?: Quantity;
  /** Idle connections that one process keeps at most: to each endpoint where its profile has a pool for each. */
  readonly maxIdle?: number;
  /** Connections that one process opens at most, counted likewise. */
  readonly maxConnections?: number;
  readonly idleTimeoutSeconds?: Quantity;
  readonly maxRequests?: number;
  readonly maxAgeSeconds?: Quantity;
}

/** HTTP/2 or gRPC: many requests share a connection at once. */
export interface Multiplex extends ConnectionsBase {
  readonly reuse: 'multiplex';
  readonly maxConcurrentStreams?: number;
  readonly maxConnections?: number;
  readonly idleTimeoutSeconds?: Quantity;
  readonly maxAgeSeconds?: Quantity;
}

/** Sessions that stay open whatever the request rate: WebSocket, database sessions. */
export interface Persistent extends ConnectionsBase {
  readonly reuse: 'persistent';
  /** Sessions open at the forecast's base demand, over all instances. */
  readonly sessions: Quantity;
  readonly sessionSeconds: Quantity;
}

export type Connections = NoReuse | KeepAlive | Multiplex | Persistent;

/** How an initiator's traffic falls on instances and endpoints. */
export type Distribution =
  'even' | 'hash' | { readonly sticky: { readonly clients: number; readonly zipf: number } };

/** The connections from one terminating node to another, through zero or more pass-through nodes. */
export interface Leg {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
  readonly description?: string;
  readonly protocol?: Protocol;
  /** Requests sent on this leg for each request that reaches `from`; 1 where not given. */
  readonly callsPerRequest?: Quantity;
  /** Share of those requests that take this leg, 0 to 1; 1 where not given. */
  readonly share?: Quantity;
  /** Extra attempts per request, on average; 0 where not given. */
  readonly retriesPerRequest?: Quantity;
  readonly responseTimeSeconds: Quantity;
  readonly requestBytes?: Quantity;
  readonly responseBytes?: Quantity;
  readonly connections?: Connections;
  readonly distribution?: Distribution;
  /** Where this leg's values come from, by field name (`callsPerRequest`). */
  readonly provenance?: Readonly<Record<string, Provenance>>;
}
