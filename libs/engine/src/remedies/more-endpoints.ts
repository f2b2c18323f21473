import { settingField } from './document-patch.js';
import { growing } from './growing.js';
import { nodeIn, type Remedy } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** More addresses or ports at the destination: a source port may be used once toward each. */
export const moreEndpoints: Remedy = {
  kind: 'more-endpoints',
  effort: 'redesign',
  leadTimeDays: 30,
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html (the limit is for each unique destination)',
    'https://blog.cloudflare.com/how-to-stop-running-out-of-ephemeral-ports-and-start-to-love-long-lived-connections/',
  ],
  forPool: (assessment, situation) => {
    const { pool, status } = assessment;
    if (!['ephemeral-ports', 'snat-ports'].includes(pool.kind)) return [];
    if (pool.destination === null) {
      const reason = 'a port of this pool serves one destination at a time, however many there are';
      return [
        {
          rejection: {
            node: pool.node,
            constraint: 'tuple-scope',
            reason,
            observed: null,
            limit: null,
            unit: '',
          },
        },
      ];
    }
    const to = nodeIn(situation, pool.destination);
    const kind = to.node.kind;
    if (kind === 'clients' || kind === 'firewall' || kind === 'nat-gateway') return [];
    const theirs = kind === 'external' ? `; whoever runs ${pool.destination} must offer them` : '';
    return [
      growing(to.endpoints, shortfall(assessment, goalOf(status), situation.policy), (count) => ({
        id: `more-endpoints:${pool.destination ?? ''}`,
        title: `Spread the connections to ${pool.destination ?? ''} over ${String(count)} endpoints`,
        because: `a source port may be in use once toward each address and port (${String(to.endpoints)} now)${theirs}`,
        patch: settingField(situation.topology, 'nodes', pool.destination ?? '', ['endpoints'], count),
        touches: [pool.destination ?? ''],
        whyNot: 'the pool does not grow with the endpoints of its destination',
      })),
    ];
  },
};
