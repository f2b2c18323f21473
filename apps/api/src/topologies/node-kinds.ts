import type { NodeKind } from '@portplan/engine';

export const NODE_KINDS: readonly NodeKind[] = [
  'clients',
  'load-balancer',
  'nat-gateway',
  'proxy',
  'backend',
  'external',
  'firewall',
  'cluster',
];
