import { catalogueId } from '../catalog/catalog.js';
import { monthly } from './monthly-cost.js';
import { leavingOut } from './document-patch.js';
import { nodeIn, nodesOn, pathsOf, type Remedy } from './remedy.js';
import type { LegPath } from '../plan/leg-path.js';
import type { MonthlyCost } from '../plan/result.js';

interface PrivateWay {
  readonly name: string;
  /** USD an hour, in each zone. */
  readonly hourly: number;
  readonly source: string;
}

/** What each provider calls it, and what it costs. */
const WAYS: readonly (PrivateWay & { readonly provider: string })[] = [
  {
    provider: 'aws/',
    name: 'a VPC endpoint or AWS PrivateLink',
    hourly: 0.01,
    source:
      'https://aws.amazon.com/privatelink/pricing/, us-east-1, as in https://awsnegotiations.com/privatelink-cost-analysis.html, 2026',
  },
  {
    provider: 'azure/',
    name: 'Azure Private Link or a service endpoint',
    hourly: 0.01,
    source: 'https://azure.microsoft.com/pricing/details/private-link/, 2026',
  },
  {
    provider: 'gcp/',
    name: 'Private Service Connect or Private Google Access',
    hourly: 0.01,
    source: 'https://cloud.google.com/vpc/pricing#psc-consumer, 2026',
  },
];

/** A private way to the destination: the leg no longer passes the gateway, and takes none of its ports. */
export const privateEndpoint: Remedy = {
  kind: 'private-endpoint',
  effort: 'redesign',
  leadTimeDays: 30,
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html',
    'https://learn.microsoft.com/azure/private-link/private-link-overview',
    'https://cloud.google.com/vpc/docs/private-service-connect',
  ],
  forPool: (assessment, situation) => {
    const { pool } = assessment;
    const node = nodeIn(situation, pool.node);
    if (node.node.kind !== 'nat-gateway') return [];
    const way = WAYS.find(({ provider }) => catalogueId(node.profile)?.startsWith(provider) ?? false);
    const destinations = new Map<string, LegPath[]>();
    for (const path of pathsOf(assessment, situation)) {
      if (path.to.node.kind !== 'external') continue;
      destinations.set(path.leg.to, [...(destinations.get(path.leg.to) ?? []), path]);
    }
    return [...destinations].map(([to, paths]) => ({
      candidate: {
        id: `private-endpoint:${to}`,
        title: `Reach ${to} by ${way?.name ?? 'a private route'} instead of ${pool.node}`,
        because: `its connections then take no port of ${pool.node}; whoever runs ${to} must offer it and size their end (behind PrivateLink a load balancer of theirs has 55,000 ports for each target and address)`,
        patch: paths.flatMap(({ leg }) => leavingOut(situation.topology, leg.id, pool.node)),
        touches: [...new Set(paths.flatMap(nodesOn))],
        whyNot: `${to} hardly weighs on the pool`,
        ...(way === undefined ? {} : { addedCost: costOf(way, node.translator?.zones ?? 1) }),
      },
    }));
  },
};

function costOf({ hourly, source }: PrivateWay, zones: number): MonthlyCost {
  return monthly(
    hourly * zones,
    `an endpoint in each of ${String(zones)} ${zones === 1 ? 'zone' : 'zones'} at list price (${source})`,
  );
}
