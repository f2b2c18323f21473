import type { Origin } from '../../draft/topology-draft.js';
import type { Resource } from '../resource.js';

/** How connections of a workload leave for the internet. */
export type Exit =
  /** Through a node that translates: a NAT gateway, an outbound rule, a firewall. */
  | {
      readonly kind: 'translated';
      readonly nodeId: string;
      readonly origin: Origin;
      readonly telling: readonly Resource[];
      /** The one zone that it is in, with the resource that says so. */
      readonly zonal?: { readonly zone: string; readonly address: string };
    }
  /** From public addresses of the machines' own: each has all of its ports. */
  | { readonly kind: 'direct' }
  /** Default outbound access: an address that Azure lends, of which nothing is said. */
  | { readonly kind: 'default' }
  /** To an appliance or a network that the document does not have, or to nowhere: a route says so. */
  | { readonly kind: 'elsewhere' }
  /** The subnet is not in the document. */
  | { readonly kind: 'unknown' };

/** The same for exits that are the same way out. */
export function exitKey(exit: Exit): string {
  return exit.kind === 'translated' ? exit.nodeId : `(${exit.kind})`;
}
