import type { API_VERSION } from '../topology/topology.js';

export type Survive = 'none' | 'instance' | 'zone';

/** Account limits that an operator has been granted; names as in the catalogue. */
export interface Quotas {
  readonly eipsPerRegion?: number;
  readonly eipsPerNatGateway?: number;
  readonly natGatewaysPerZone?: number;
  readonly publicIpsPerNatGateway?: number;
}

/** What a plan is held to. Every field has a default: {@link DEFAULT_POLICY}. */
export interface Policy {
  readonly apiVersion?: typeof API_VERSION;
  readonly kind?: 'Policy';
  readonly name?: string;
  /** Quantile of demand that is planned for, between 0 and 1. */
  readonly planningQuantile?: number;
  /** Share of a pool above which it is over, between 0 and 1. */
  readonly targetUtilization?: number;
  /** Share of a pool above which it is a warning; at most the target. */
  readonly softUtilization?: number;
  /** Share of new connections that may find no port, between 0 and 1. */
  readonly blockingProbability?: number;
  readonly survive?: Survive;
  /** Samples drawn where the input has intervals. */
  readonly samples?: number;
  readonly seed?: number;
  /** Days until a kind of remedy is in place, by remedy. */
  readonly leadTimeDays?: Readonly<Record<string, number>>;
  readonly quotas?: Quotas;
}

/** A policy with nothing left open. */
export type CompletePolicy = Required<
  Pick<
    Policy,
    | 'planningQuantile'
    | 'targetUtilization'
    | 'softUtilization'
    | 'blockingProbability'
    | 'survive'
    | 'samples'
    | 'seed'
    | 'leadTimeDays'
    | 'quotas'
  >
>;

export const DEFAULT_POLICY: CompletePolicy = {
  planningQuantile: 0.95,
  targetUtilization: 0.8,
  softUtilization: 0.7,
  blockingProbability: 1e-6,
  survive: 'none',
  samples: 128,
  seed: 1,
  leadTimeDays: {},
  quotas: {},
};

/** The given policy with every gap filled from {@link DEFAULT_POLICY}. */
export function completePolicy(policy: Policy = {}): CompletePolicy {
  const { apiVersion: _apiVersion, kind: _kind, name: _name, ...given } = policy;
  return { ...DEFAULT_POLICY, ...given };
}
