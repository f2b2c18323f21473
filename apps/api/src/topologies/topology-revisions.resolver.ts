import { Resolver } from '@nestjs/graphql';
import { Topologies } from '@portplan/planning';
import { Topology } from '../shown/stored.model.js';
import { RevisionsOf } from '../stored/revisions.resolver.js';

@Resolver(() => Topology)
export class TopologyRevisionsResolver extends RevisionsOf({
  type: () => Topology,
  name: 'Topology',
  show: (stored) => Topology.from(stored),
  revisions: ({ topologyRevisions }) => topologyRevisions,
}) {
  constructor(override readonly documents: Topologies) {
    super();
  }
}
