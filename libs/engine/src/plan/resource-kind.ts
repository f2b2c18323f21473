/** What a pool is made of. */
export const RESOURCE_KINDS = [
  'ephemeral-ports',
  'snat-ports',
  'conntrack',
  'connections',
  'file-descriptors',
  'bandwidth',
  'packets',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];
