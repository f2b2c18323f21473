import { settingField } from './document-patch.js';
import { nodeIn, type Remedy } from './remedy.js';

/** IP_BIND_ADDRESS_NO_PORT: the port is chosen by connect(), so that it is unique to the destination only. */
export const bindOnConnect: Remedy = {
  kind: 'bind-on-connect',
  effort: 'redeploy',
  leadTimeDays: 5,
  sources: [
    'https://man7.org/linux/man-pages/man7/ip.7.html (IP_BIND_ADDRESS_NO_PORT, since Linux 4.2)',
    'https://blog.cloudflare.com/how-to-stop-running-out-of-ephemeral-ports-and-start-to-love-long-lived-connections/',
  ],
  forPool: ({ pool }, situation) => {
    if (pool.kind !== 'ephemeral-ports' || pool.protocol === 'udp') return [];
    const { host } = nodeIn(situation, pool.node);
    if (host === null || host.bind === 'connect') return [];
    if (host.profileId !== 'linux') {
      const reason = `IP_BIND_ADDRESS_NO_PORT is an option of Linux; ${pool.node} runs on ${host.profileId}`;
      return [
        {
          rejection: {
            node: pool.node,
            constraint: 'host-profile',
            reason,
            observed: null,
            limit: null,
            unit: '',
          },
        },
      ];
    }
    return [
      {
        candidate: {
          id: `bind-on-connect:${pool.node}`,
          title: `Set IP_BIND_ADDRESS_NO_PORT on ${pool.node}`,
          because:
            'the port is then chosen when the destination is known, and one port serves every destination; today a bound port is lost to all of them',
          patch: settingField(situation.topology, 'nodes', pool.node, ['host', 'bind'], 'connect'),
          touches: [pool.node],
          whyNot: 'the pool is not short by how its ports are taken',
        },
      },
    ];
  },
};
