import type { Quantity } from './quantity.js';

/** How a program takes its source ports: what they then exclude is in docs/model/tuple-scope.md. */
export type Bind = 'connect' | 'bind-source' | 'bind-any';

/** What a source port is unique to on a host: each destination endpoint, or the host as a whole. */
export type HostTupleScope = 'endpoint' | 'host';

/** One port, or an inclusive range of ports. */
export type PortOrRange = number | readonly [number, number];

/** The operating system under an initiator: who hands out ephemeral ports, and how. */
export interface Host {
  readonly profile?: string;
  /** Inclusive bounds, 1 to 65535. */
  readonly ephemeralPortRange?: readonly [number, number];
  readonly reservedPorts?: readonly PortOrRange[];
  /** Source addresses that the initiator's connections are spread over, at least 1. */
  readonly sourceIps?: Quantity;
  readonly timeWaitSeconds?: Quantity;
  /** Whether outgoing connections may take over a tuple in TIME_WAIT (Linux: tcp_tw_reuse=1). */
  readonly timeWaitReuse?: boolean;
  readonly bind?: Bind;
  readonly tupleScope?: HostTupleScope;
  /** Entries that the connection tracking table holds. */
  readonly conntrackMax?: number;
  /** Open files that one process may have. */
  readonly maxFileDescriptors?: number;
}
