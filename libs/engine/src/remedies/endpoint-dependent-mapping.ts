import { settingField } from './document-patch.js';
import { nodeIn, type Remedy } from './remedy.js';

/** No endpoint-independent mapping: one port then serves every destination, instead of one destination at a time. */
export const endpointDependentMapping: Remedy = {
  kind: 'endpoint-dependent-mapping',
  effort: 'setting',
  leadTimeDays: 1,
  sources: [
    'https://cloud.google.com/nat/docs/overview#specs-rfcs (endpoint-independent mapping)',
    'https://www.rfc-editor.org/rfc/rfc4787#section-4.1',
  ],
  forPool: ({ pool }, situation) => {
    const node = nodeIn(situation, pool.node);
    if (pool.kind !== 'snat-ports' || node.translator?.tupleScope !== 'translator') return [];
    if (node.node.kind === 'firewall') return [];
    return [
      {
        candidate: {
          id: `endpoint-dependent-mapping:${pool.node}`,
          title: `Turn endpoint-independent mapping off at ${pool.node}`,
          because:
            'a port may then be in use once toward each destination; programs that need the same outside port toward everybody (peer-to-peer over UDP) lose that',
          patch: settingField(situation.topology, 'nodes', pool.node, ['tupleScope'], 'endpoint'),
          touches: [pool.node],
          whyNot: 'nearly all connections go to one destination',
        },
      },
    ];
  },
};
