import type { Assessment } from '../plan/assess.js';
import { severityOf } from '../plan/severity.js';
import type { ResolvedNode, ResolvedTranslator } from '../topology/resolved.js';
import { addressLimit, providerLimit, regionRejection, type AddressLimit } from './address-limits.js';
import { settingField } from './document-patch.js';
import { growing } from './growing.js';
import { nodeIn, type Candidate, type Proposal, type Remedy, type Situation } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** Days until a provider grants a quota, on top of those for the addresses themselves. */
const QUOTA_DAYS = 3;

const SOURCES = [
  'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  'https://aws.amazon.com/blogs/networking-and-content-delivery/attach-multiple-ips-to-a-nat-gateway-to-scale-your-egress-traffic-pattern/',
  'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource',
];

/** More public addresses on a gateway: exactly as many as it needs. Partners that list addresses must hear of it first. */
export const moreNatIps: Remedy = {
  kind: 'more-nat-ips',
  effort: 'setting',
  leadTimeDays: 14,
  leadTimeName: 'nat-ips',
  sources: SOURCES,
  forPool: (assessment, situation) => {
    const needed = addressesNeeded(assessment, situation);
    if (needed === null) return [];
    if ('rejection' in needed) return [needed];
    const { node, now, by, most } = needed;
    const limit = addressLimit(node, situation.policy);
    if (limit !== null && isForAsking(limit, node, Math.ceil(now * by))) return [];
    return [growing(now, by, (count) => withinLimit(node, count, situation), most)];
  },
  forFinding: ({ code, node: id }, situation) => {
    if (code !== 'vms-without-ports' || id === undefined) return [];
    const node = nodeIn(situation, id);
    const needed = situation.natGateways.find((gateway) => gateway.node === id)?.requiredIps ?? null;
    const now = node.translator?.publicIps ?? 1;
    return needed === null || needed <= now ? [] : [proposalOf(withinLimit(node, needed, situation))];
  },
};

/** The same where the provider's usual quota is in the way, which it raises on request. */
export const raiseIpQuota: Remedy = {
  kind: 'raise-ip-quota',
  effort: 'setting',
  leadTimeDays: 14,
  leadTimeName: 'nat-ips',
  sources: [
    ...SOURCES,
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (L-5F53652F, adjustable)',
  ],
  forPool: (assessment, situation) => {
    const needed = addressesNeeded(assessment, situation);
    if (needed === null || 'rejection' in needed) return [];
    const { node, now, by } = needed;
    const limit = addressLimit(node, situation.policy);
    if (limit === null || !isForAsking(limit, node, Math.ceil(now * by))) return [];
    return [
      growing(now, by, (count) =>
        isForAsking(limit, node, count)
          ? (regionRejection(node, count, node.translator?.zones ?? 1, situation) ??
            candidate(node, count, situation, limit))
          : overLimit(limit, node, count),
      ),
    ];
  },
};

/** Whether a number of addresses takes no more than a request to the provider. */
function isForAsking({ known, limit }: AddressLimit, { translator }: ResolvedNode, count: number): boolean {
  return known === 'default-quota' && count > limit && count <= (translator?.maxPublicIps ?? Infinity);
}

interface Needed {
  readonly node: ResolvedNode;
  /** Addresses as they are, and how many times as many are needed. */
  readonly now: number;
  readonly by: number;
  /** Addresses beyond which no more ports come; undefined where each brings some. */
  readonly most?: number | undefined;
}

type Refused = Extract<Proposal, { readonly candidate?: never }>;

/** What a pool asks for; null where addresses are nothing to it. */
function addressesNeeded(assessment: Assessment, situation: Situation): Needed | Refused | null {
  const { pool, status } = assessment;
  const node = nodeIn(situation, pool.node);
  const { translator } = node;
  if (pool.kind !== 'snat-ports' || translator === null || node.node.kind === 'cluster') return null;
  const now = translator.publicIps;
  const refused = (constraint: string, reason: string): Refused => ({
    rejection: { node: pool.node, constraint, reason, observed: now, limit: null, unit: 'addresses' },
  });
  if (!['on-demand', 'by-pool-size'].includes(translator.allocation.kind)) {
    return refused(
      'allocation',
      `the ports of a machine are allotted (${translator.allocation.kind}); more addresses alone give it no more of them`,
    );
  }
  const table = mostByPoolSize(pool, translator);
  if (table !== null && now >= table.addresses) return { rejection: { node: pool.node, ...table.refusal } };
  const required = situation.natGateways.find((gateway) => gateway.node === pool.node)?.requiredIps;
  if (required === null && table === null) {
    return refused(
      'ip-selection',
      `each client is pinned to one address toward a destination (${translator.ipSelection}): no number of addresses helps the one that dials most`,
    );
  }
  const within = severityOf(status) <= severityOf('warning');
  const by =
    !within && required != null && required > now
      ? required / now
      : shortfall(assessment, goalOf(status), situation.policy);
  return { node, now, by, most: table?.addresses };
}

/** The addresses beyond which a table by the size of the pool gives a machine no more ports; null where there is none. */
function mostByPoolSize(
  { tuplesPerSubpool }: Assessment['pool'],
  { allocation, facts, publicIps }: ResolvedTranslator,
): { readonly addresses: number; readonly refusal: Omit<Refused['rejection'], 'node'> } | null {
  const most = facts.mostPortsByPoolSize;
  if (allocation.kind !== 'by-pool-size' || most === undefined || tuplesPerSubpool <= 0) return null;
  return {
    addresses: Math.ceil((most.value * publicIps) / tuplesPerSubpool),
    refusal: {
      constraint: 'provider-limit:portsPerVm',
      reason: `the table gives a machine ${String(most.value)} ports at most, however many addresses (${most.source})`,
      observed: tuplesPerSubpool,
      limit: most.value,
      unit: 'ports',
    },
  };
}

function withinLimit(node: ResolvedNode, count: number, situation: Situation): Proposal | Candidate {
  const limit = addressLimit(node, situation.policy);
  if (limit !== null && count > limit.limit) {
    // What everybody may ask for is no bound; what nobody gets is.
    const hard = limit.known === 'default-quota' ? providerLimit(node) : null;
    return overLimit(hard !== null && count > hard.limit ? hard : limit, node, count);
  }
  return (
    regionRejection(node, count, node.translator?.zones ?? 1, situation) ??
    candidate(node, count, situation, null)
  );
}

function proposalOf(proposed: Proposal | Candidate): Proposal {
  return 'candidate' in proposed || 'rejection' in proposed ? proposed : { candidate: proposed };
}

function overLimit(
  { limit, constraint, known, source }: AddressLimit,
  node: ResolvedNode,
  count: number,
): Proposal {
  const most = node.translator?.maxPublicIps ?? null;
  const upTo = most === null ? '' : ` (a gateway may have up to ${String(most)})`;
  const reason = {
    provider: `no gateway of this kind can have more (${source})`,
    policy: `${node.node.id} needs ${String(count)} addresses, and the policy’s quota is ${String(limit)}; ask the provider to raise it${upTo}, then say so in the policy`,
    'default-quota': `an account has no more before it asks for a higher quota${upTo} (${source})`,
  }[known];
  return {
    rejection: { node: node.node.id, constraint, reason, observed: count, limit, unit: 'addresses' },
  };
}

/** @param asked the quota that must be raised first */
function candidate(
  node: ResolvedNode,
  count: number,
  { topology }: Situation,
  asked: AddressLimit | null,
): Candidate {
  const id = node.node.id;
  const now = node.translator?.publicIps ?? 1;
  const ports = node.translator?.portsPerIp ?? 0;
  const addresses = `${String(now)} ${now === 1 ? 'address' : 'addresses'}`;
  const ask =
    asked === null
      ? ''
      : `; the provider must first raise its quota of ${String(asked.limit)} for a gateway (${asked.source})`;
  return {
    id: `${asked === null ? 'more-nat-ips' : 'raise-ip-quota'}:${id}`,
    title:
      asked === null
        ? `Give ${id} ${String(count)} public addresses`
        : `Ask for a quota of ${String(count)} addresses, and give them to ${id}`,
    because: `each address has ${String(ports)} ports toward each destination (${addresses} now); whoever lists the addresses they accept must add the new ones first${ask}`,
    patch: settingField(topology, 'nodes', id, ['publicIps'], count),
    touches: [id],
    whyNot: 'the pool is not short of addresses',
    ...(asked === null ? {} : { extraDays: QUOTA_DAYS }),
  };
}
