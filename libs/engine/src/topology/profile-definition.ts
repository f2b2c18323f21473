import type { PoolDefaults, TranslatorFacts } from '../catalog/profile.js';
import type { Host } from './host.js';
import type { Translator } from './translator.js';

/** The values of sourced fields, without their sources. */
type Values<Facts, Field extends keyof Facts> = {
  readonly [K in Field]?: NonNullable<Facts[K]> extends { readonly value: infer Value }
    ? NonNullable<Value>
    : never;
};

/** What hosts of a profile have where the document does not say. */
export type ProfileHost = Omit<Host, 'profile'>;

/** What translators of a profile have where the document does not say. */
export type ProfileTranslator = Omit<Translator, 'zones'> &
  Values<
    TranslatorFacts,
    | 'scope'
    | 'allocatablePortsPerIp'
    | 'blockRounding'
    | 'blocksSpanAddresses'
    | 'defaultPublicIpQuota'
    | 'sourcePortRange'
    | 'resetQuarantineSeconds'
    | 'udpQuarantineSeconds'
    | 'rewritesDestination'
  >;

/** The connection pool of a profile, per process. */
export type ProfilePool = Values<
  PoolDefaults,
  | 'reuse'
  | 'maxIdle'
  | 'maxConnections'
  | 'idleTimeoutSeconds'
  | 'maxRequests'
  | 'maxAgeSeconds'
  | 'maxConcurrentStreams'
  | 'connectionPerConcurrentRequest'
  | 'poolScope'
  | 'maxIdleScope'
  | 'maxConnectionsScope'
>;

/** What the side that accepts connections does. */
export interface ProfileListener {
  readonly idleTimeoutSeconds?: number;
  readonly maxRequests?: number;
  readonly maxConnections?: number;
}

/** What a packet filter of a profile tracks. */
export interface ProfileFirewall {
  readonly stateful?: boolean;
  readonly conntrackMax?: number;
  readonly establishedIdleSeconds?: number;
  readonly timeWaitSeconds?: number;
}

/** In US dollars. */
export interface ProfilePrices {
  readonly gatewayHour?: number;
  readonly addressHour?: number;
  readonly gigabyte?: number;
  readonly capacityUnitHour?: number;
}

/**
 * A profile of one's own: a row of the catalogue with other values, of which one source is named. What is not given
 * comes from the row, as do its kind, what it accepts and what is measured of it.
 */
export interface ProfileDefinition {
  /** `provider/name`, such as `acme/egress-firewall`. Where the catalogue has it too, this one counts. */
  readonly id: string;
  /** The catalogue's row, such as `linux/iptables-masquerade`. */
  readonly basedOn: string;
  readonly title?: string;
  /** Where the values are from: a measurement, a contract, a data sheet. */
  readonly source: string;
  /** ISO 8601 date of what was read or measured. */
  readonly asOf: string;
  readonly note?: string;
  readonly layer?: 4 | 7;
  readonly snat?: boolean;
  readonly host?: ProfileHost;
  readonly translator?: ProfileTranslator;
  readonly pool?: ProfilePool;
  readonly listener?: ProfileListener;
  readonly firewall?: ProfileFirewall;
  readonly prices?: ProfilePrices;
}
