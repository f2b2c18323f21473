import { catalogueId } from '../catalog/catalog.js';
import type { Assessment } from '../plan/assess.js';
import { severityOf } from '../plan/severity.js';
import type { ResolvedNode, ResolvedTranslator } from '../topology/resolved.js';
import { addressLimit, regionRejection } from './address-limits.js';
import { settingField } from './document-patch.js';
import { growing } from './growing.js';
import { nodeIn, type Candidate, type Proposal, type Remedy, type Situation } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** What one gateway has for itself. */
const KINDS: readonly string[] = ['snat-ports', 'connections', 'bandwidth', 'packets'];

/** More gateways, with a part of the machines routed to each. */
export const moreNatGateways: Remedy = {
  kind: 'more-nat-gateways',
  effort: 'redeploy',
  leadTimeDays: 14,
  leadTimeName: 'nat-ips',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html (a gateway in each zone, a route table for each)',
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (gateways in a zone, L-FE5A380F)',
  ],
  forPool: (assessment, situation) => {
    const node = nodeIn(situation, assessment.pool.node);
    const { translator } = node;
    if (!KINDS.includes(assessment.pool.kind) || translator === null) return [];
    if (node.node.kind !== 'nat-gateway' || translator.scope !== 'gateway') return [];
    if (catalogueId(node.profile) === 'aws/nat-gateway-regional') {
      const reason = 'a VPC has one regional gateway; it grows by addresses, up to 32 a zone';
      return [rejected(node, 'provider-limit:gateways', reason, 2, 1)];
    }
    return [split(assessment, node, translator, situation)];
  },
};

function split(
  assessment: Assessment,
  node: ResolvedNode,
  translator: ResolvedTranslator,
  situation: Situation,
): Proposal {
  const { policy } = situation;
  const sized = situation.natGateways.find((gateway) => gateway.node === node.node.id);
  const within = severityOf(assessment.status) <= severityOf('warning');
  const each = addressLimit(node, policy)?.limit ?? translator.publicIps;
  const addresses = Math.max(1, Math.min(each, sized?.requiredIps ?? translator.publicIps));
  const needed = within ? null : (sized?.requiredIps ?? null);
  const by =
    needed === null || assessment.pool.kind !== 'snat-ports'
      ? shortfall(assessment, goalOf(assessment.status), policy)
      : needed / addresses;
  const total = (sized?.requiredIps ?? translator.publicIps) * translator.zones;
  return growing(translator.zones, by, (gateways) => {
    // What all need together, shared among them.
    const publicIps =
      assessment.pool.kind === 'snat-ports'
        ? Math.max(translator.publicIps, Math.min(each, Math.ceil(total / gateways)))
        : translator.publicIps;
    const aZone = Math.ceil(gateways / translator.zones);
    const quota = policy.quotas.natGatewaysPerZone;
    if (quota !== undefined && aZone > quota) {
      const reason = 'the quota of the policy allows no more gateways in a zone';
      return rejected(node, 'quota:natGatewaysPerZone', reason, aZone, quota);
    }
    return (
      regionRejection(node, publicIps, gateways, situation) ??
      candidate(node, translator, gateways, publicIps, situation)
    );
  });
}

function candidate(
  { node }: ResolvedNode,
  translator: ResolvedTranslator,
  gateways: number,
  publicIps: number,
  { topology }: Situation,
): Candidate {
  const more = publicIps > translator.publicIps;
  return {
    id: `more-nat-gateways:${node.id}`,
    title: `Share the traffic of ${node.id} among ${String(gateways)} gateways${more ? ` of ${String(publicIps)} addresses` : ''}`,
    because: `each gateway has ports of its own (${String(translator.zones)} now, ${String(translator.publicIps)} ${translator.publicIps === 1 ? 'address' : 'addresses'} each); the machines behind it need routes that spread them evenly, and partners the new addresses`,
    patch: [
      ...settingField(topology, 'nodes', node.id, ['zones'], gateways),
      ...(more ? settingField(topology, 'nodes', node.id, ['publicIps'], publicIps) : []),
    ],
    touches: [node.id],
    whyNot: 'the pool does not grow with the gateways',
  };
}

function rejected(
  { node }: ResolvedNode,
  constraint: string,
  reason: string,
  observed: number,
  limit: number,
): Proposal {
  return { rejection: { node: node.id, constraint, reason, observed, limit, unit: 'gateways' } };
}
