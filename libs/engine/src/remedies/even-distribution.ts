import { settingField } from './document-patch.js';
import { nodesOn, pathsOf, type Remedy } from './remedy.js';

/** An even spread over instances and endpoints: the hottest then carries no more than its part. */
export const evenDistribution: Remedy = {
  kind: 'even-distribution',
  effort: 'setting',
  leadTimeDays: 2,
  sources: ['https://docs.haproxy.org/3.2/configuration.html#4.2-balance (roundrobin, leastconn)'],
  forPool: (assessment, situation) => {
    const own = new Set(pathsOf(assessment, situation).map(({ leg }) => leg.id));
    const uneven = situation.paths.filter(
      ({ leg }) =>
        leg.distribution !== undefined &&
        leg.distribution !== 'even' &&
        (own.has(leg.id) || pathsOf(assessment, situation).some((path) => path.leg.from === leg.to)),
    );
    return uneven.map((path) => ({
      candidate: {
        id: `even-distribution:${path.leg.id}`,
        title: `Spread ${path.leg.id} evenly`,
        because: `each of ${path.to.node.id} then gets the same part, where now ${path.leg.distribution === 'hash' ? 'a hash of the client decides' : 'clients stick to one'}; sessions must not depend on where they land`,
        patch: settingField(situation.topology, 'legs', path.leg.id, ['distribution'], 'even'),
        touches: [
          ...nodesOn(path),
          ...situation.paths.filter(({ leg }) => leg.from === path.leg.to).flatMap(nodesOn),
        ],
        whyNot: 'the hottest part is hardly hotter than the others',
      },
    }));
  },
};
