import type { Resource } from '../resource.js';
import type { SubnetRouting } from './network.js';
import type { Addresses } from './public-addresses.js';

/** A zonal NAT gateway with what stands behind it. */
export interface ZonalGateway {
  readonly resource: Resource;
  readonly connectivity: 'public' | 'private';
  readonly zone: string | null;
  readonly addresses: Addresses;
  /** Subnets whose connections leave through it. */
  readonly behind: readonly SubnetRouting[];
}
