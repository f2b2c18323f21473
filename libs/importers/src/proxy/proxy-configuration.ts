import type { Connections } from '@portplan/engine';

/** Where in a file something stands. */
export interface Place {
  readonly line: number;
}

/** One server behind a proxy: what a connection goes to, and from. */
export interface UpstreamServer extends Place {
  /** Address and port, or a path, as written: what makes it a destination of its own. */
  readonly endpoint: string;
  /** Connections that it takes at most; null where nothing limits them. */
  readonly maxConnections: number | null;
  /** The address that connections to it come from; null where the system chooses. */
  readonly source: string | null;
}

/** Servers that are chosen among for each request: a HAProxy backend, an nginx upstream. */
export interface Upstream extends Place {
  readonly name: string;
  readonly servers: readonly UpstreamServer[];
  /** What the file says of its connections, and where; null where the product's defaults hold. */
  readonly connections: { readonly value: Connections; readonly why: string } | null;
  /** Null for TCP. */
  readonly protocol: 'udp' | null;
  /** Source addresses that are chosen among whatever the server; 0 where each server has its own, or none. */
  readonly sharedSources: number;
}

/** Something of a file that is not in the topology. */
export interface LeftOut extends Place {
  readonly what: string;
  readonly reason: string;
}

/** What a reverse proxy's configuration says that matters for ports. */
export interface ProxyConfiguration {
  /** A profile of the catalogue. */
  readonly profile: 'haproxy' | 'nginx';
  readonly processes: { readonly value: number; readonly line: number | null };
  readonly maxConnections: { readonly value: number; readonly line: number } | null;
  readonly idleTimeoutSeconds: { readonly value: number; readonly line: number } | null;
  /** Those that traffic reaches. */
  readonly upstreams: readonly Upstream[];
  readonly leftOut: readonly LeftOut[];
}
