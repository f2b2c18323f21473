import type { Forecast, Topology } from '@portplan/engine';

/** Which of the two documents a pointer is into. */
export type DocumentName = 'topology' | 'forecast';

/** A resource that became a node, or told something about one. */
export interface Understood {
  readonly address: string;
  readonly type: string;
  /** Id of the node. */
  readonly as: string;
}

/** A value that the source does not tell: it stands in the document, marked, to be edited. */
export interface Assumption {
  readonly document: DocumentName;
  /** RFC 6901 pointer into that document. */
  readonly pointer: string;
  /** What was put there. */
  readonly value: unknown;
  readonly reason: string;
}

/** A resource that is in the source and not in the topology. */
export interface NotUnderstood {
  readonly address: string;
  readonly type: string;
  readonly reason: string;
}

export type ImportWarningCode =
  | 'cross-zone-egress'
  | 'narrow-return-range'
  | 'unknown-egress'
  | 'default-outbound-access'
  | 'uneven-addresses'
  | 'surge-without-ports'
  | 'several-network-acls'
  | 'rule-left-out'
  | 'no-traffic'
  | 'incomplete-plan'
  | 'incomplete-dump'
  | 'dump-left-out'
  | 'addresses-missing'
  | 'api-disagrees';

/** Something that the reader of the topology should know, or that is wrong in the source itself. */
export interface ImportWarning {
  readonly code: ImportWarningCode;
  /** Resources that it is about. */
  readonly addresses: readonly string[];
  readonly message: string;
}

/** What an import gives: two documents, and an account of where everything in them came from. */
export interface ImportResult {
  readonly topology: Topology;
  readonly forecast: Forecast;
  readonly understood: readonly Understood[];
  readonly assumptions: readonly Assumption[];
  readonly notUnderstood: readonly NotUnderstood[];
  readonly warnings: readonly ImportWarning[];
  /** By pointer into the topology: the address of the resource that the value was read from. */
  readonly provenance: Readonly<Record<string, string>>;
  /** By id of a node: the address that stands for it in the source; its id where the source has none. */
  readonly addresses: Readonly<Record<string, string>>;
  /** By address: the one that the source says it had before. */
  readonly moved: Readonly<Record<string, string>>;
}
