import type { ResourceKind } from '../plan/result.js';
import type { TopologyNode } from '../topology/node.js';
import { settingField } from './document-patch.js';
import { growing } from './growing.js';
import { nodeIn, type Remedy } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

interface Limit {
  readonly pool: ResourceKind;
  /** Where the limit stands on a node; null where it is not ours to set. */
  readonly field: (node: TopologyNode) => readonly string[] | null;
  readonly title: (id: string, count: number) => string;
  readonly because: string;
}

/** Such limits are numbers of 32 bits with a sign. */
const LARGEST_LIMIT = 2 ** 31 - 1;

/** A limit that is a number in a file: raised as far as the memory allows. */
function raising(kind: string, sources: readonly string[], limit: Limit): Remedy {
  return {
    kind,
    effort: 'setting',
    leadTimeDays: 1,
    sources,
    forPool: (assessment, situation) => {
      const { pool, status } = assessment;
      if (pool.kind !== limit.pool) return [];
      const { node } = nodeIn(situation, pool.node);
      const field = limit.field(node);
      const now = Math.round(pool.tuplesPerSubpool * pool.subpools);
      if (field === null) {
        const reason = `the limit of ${pool.node} is not ours to raise`;
        return [
          {
            rejection: {
              node: pool.node,
              constraint: 'managed',
              reason,
              observed: null,
              limit: now,
              unit: 'connections',
            },
          },
        ];
      }
      return [
        growing(
          now,
          shortfall(assessment, goalOf(status), situation.policy),
          (count) => ({
            id: `${kind}:${pool.node}`,
            title: limit.title(pool.node, count),
            because: `${limit.because} (${String(now)} now)`,
            patch: settingField(situation.topology, 'nodes', pool.node, field, count),
            touches: [pool.node],
            whyNot: 'the pool does not grow with this limit',
          }),
          LARGEST_LIMIT,
        ),
      ];
    },
  };
}

export const higherConnectionLimit = raising(
  'higher-connection-limit',
  [
    'https://docs.haproxy.org/3.2/configuration.html#3.2-maxconn',
    'https://nginx.org/en/docs/ngx_core_module.html#worker_connections',
  ],
  {
    pool: 'connections',
    field: ({ kind }) => (['backend', 'proxy', 'load-balancer'].includes(kind) ? ['maxConnections'] : null),
    title: (id, count) => `Let ${id} hold ${String(count)} connections`,
    because: 'each takes memory (HAProxy: about 33 kB) and a file descriptor or two, which must be there',
  },
);

export const largerConntrackTable = raising(
  'larger-conntrack-table',
  ['https://docs.kernel.org/networking/nf_conntrack-sysctl.html (nf_conntrack_max, nf_conntrack_buckets)'],
  {
    pool: 'conntrack',
    field: ({ kind }) =>
      kind === 'firewall' || kind === 'nat-gateway' || kind === 'cluster'
        ? ['conntrackMax']
        : ['host', 'conntrackMax'],
    title: (id, count) => `Raise nf_conntrack_max of ${id} to ${String(count)}`,
    because: 'an entry takes about 320 bytes of kernel memory; raise the number of buckets with it',
  },
);

export const moreFileDescriptors = raising(
  'more-file-descriptors',
  ['https://man7.org/linux/man-pages/man2/getrlimit.2.html (RLIMIT_NOFILE)'],
  {
    pool: 'file-descriptors',
    field: () => ['host', 'maxFileDescriptors'],
    title: (id, count) => `Let each process of ${id} open ${String(count)} files`,
    because: 'LimitNOFILE of the service, and fs.nr_open above it',
  },
);
