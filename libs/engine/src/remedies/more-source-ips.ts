import { settingField } from './document-patch.js';
import { growing } from './growing.js';
import { nodeIn, type Remedy } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** More source addresses on a host: a range of ports for each. */
export const moreSourceIps: Remedy = {
  kind: 'more-source-ips',
  effort: 'redeploy',
  leadTimeDays: 5,
  sources: [
    'https://man7.org/linux/man-pages/man7/ip.7.html (IP_BIND_ADDRESS_NO_PORT)',
    'https://blog.nginx.org/blog/overcoming-ephemeral-port-exhaustion-nginx-plus (proxy_bind with split_clients)',
    'https://docs.haproxy.org/3.2/configuration.html#5.2-source',
  ],
  forPool: (assessment, situation) => {
    const { pool, status } = assessment;
    if (pool.kind !== 'ephemeral-ports') return [];
    const node = nodeIn(situation, pool.node);
    const { host } = node;
    if (host === null) return [];
    const id = pool.node;
    const unit = 'addresses';
    if (node.profile?.host !== undefined) {
      const reason = `the provider of ${id} chooses its addresses; they come with its instances`;
      return [
        {
          rejection: { node: id, constraint: 'managed', reason, observed: host.sourceIps, limit: null, unit },
        },
      ];
    }
    if (host.bind === 'bind-any') {
      const reason = `programs on ${id} bind the wildcard address first, which takes their port on all addresses at once`;
      return [
        { rejection: { node: id, constraint: 'bind-any', reason, observed: host.sourceIps, limit: 1, unit } },
      ];
    }
    const by = shortfall(assessment, goalOf(status), situation.policy);
    return [
      growing(host.sourceIps, by, (count) => ({
        id: `more-source-ips:${id}`,
        title: `Give each instance of ${id} ${String(count)} source addresses`,
        because: `each address has a range of its own; the program must spread its connections over them and set IP_BIND_ADDRESS_NO_PORT where it binds (${String(host.sourceIps)} now)`,
        patch: settingField(situation.topology, 'nodes', id, ['host', 'sourceIps'], count),
        touches: [id],
        whyNot: 'the pool is not short of source addresses',
      })),
    ];
  },
};
