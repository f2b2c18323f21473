import { catalogueId } from '../catalog/catalog.js';
import type { CompletePolicy } from '../plan/policy.js';
import type { ResolvedNode, ResolvedTranslator } from '../topology/resolved.js';
import type { Proposal, Situation } from './remedy.js';

/** The most public addresses that one gateway may have, and who says so. */
export interface AddressLimit {
  readonly limit: number;
  /** `provider-limit` is final; a `quota` may be raised on request. */
  readonly constraint: string;
  /** Whether the operator named the quota, or the catalogue says what everybody has. */
  readonly known: 'provider' | 'policy' | 'default-quota';
  readonly source: string;
}

/** The tightest bound on a gateway's addresses; null where none is known. */
export function addressLimit(node: ResolvedNode, policy: CompletePolicy): AddressLimit | null {
  const { translator } = node;
  if (translator === null) return null;
  const quota = addressQuota(node, translator, policy);
  const hard = providerLimit(node);
  return hard !== null && (quota === null || hard.limit <= quota.limit) ? hard : quota;
}

/** What the provider gives no gateway more than, whoever asks; null where it sets no limit. */
export function providerLimit({ profile, translator }: ResolvedNode): AddressLimit | null {
  const limit = translator?.maxPublicIps ?? null;
  if (limit === null) return null;
  const source = profile?.translator?.maxPublicIps?.source ?? 'maxPublicIps in the topology';
  return { limit, constraint: 'provider-limit:maxPublicIps', known: 'provider', source };
}

function addressQuota(
  node: ResolvedNode,
  { facts }: ResolvedTranslator,
  { quotas }: CompletePolicy,
): AddressLimit | null {
  const name = isAws(node) ? 'eipsPerNatGateway' : 'publicIpsPerNatGateway';
  const given = quotas[name] ?? quotas.publicIpsPerNatGateway;
  if (given !== undefined) {
    return { limit: given, constraint: `quota:${name}`, known: 'policy', source: 'quotas of the policy' };
  }
  const usual = facts.defaultPublicIpQuota;
  if (usual === undefined) return null;
  return { limit: usual.value, constraint: `quota:${name}`, known: 'default-quota', source: usual.source };
}

/** Why a number of gateways with so many addresses each cannot be in the region; null where it can. */
export function regionRejection(
  node: ResolvedNode,
  publicIps: number,
  gateways: number,
  { resolved, policy }: Situation,
): Proposal | null {
  const limit = policy.quotas.eipsPerRegion;
  if (limit === undefined || !isAws(node)) return null;
  const elsewhere = [...resolved.nodes.values()]
    .filter((other) => other !== node && isAws(other))
    .reduce((sum, { translator }) => sum + (translator?.publicIps ?? 0) * (translator?.zones ?? 0), 0);
  const observed = elsewhere + publicIps * gateways;
  if (observed <= limit) return null;
  const reason = `the region would need ${String(observed)} Elastic IP addresses, and the quota of the policy is ${String(limit)}; ask AWS to raise it, then say so in the policy`;
  return {
    rejection: {
      node: node.node.id,
      constraint: 'quota:eipsPerRegion',
      reason,
      observed,
      limit,
      unit: 'addresses',
    },
  };
}

/** Whether a node is a translator of Amazon's, whose addresses are Elastic IPs. */
export function isAws({ profile, translator }: ResolvedNode): boolean {
  return translator !== null && (catalogueId(profile)?.startsWith('aws/') ?? false);
}
