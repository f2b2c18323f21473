import { ObjectType } from '@nestjs/graphql';
import type { StoredLeg, StoredNode } from '@portplan/planning';
import { ConnectionOf } from '../shown/page.js';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'A node of a topology’s revision.' })
export class TopologyNode {
  @Shown('id', 'Topology that it stands in.')
  topologyId!: string;

  @Shown('count', 'At this revision.')
  topologyRevision!: number;

  @Shown('text', 'Unique in the topology.')
  id!: string;

  @Shown('text', 'Such as nat-gateway or proxy.')
  kind!: string;

  @Shown('text', 'Row of the catalogue.', { nullable: true })
  profile!: string | null;

  @Shown('json', 'What else the document says of it.')
  settings!: object;

  static from({ topologyId, revision, node }: Omit<StoredNode, 'position'>): TopologyNode {
    const { id, kind, profile = null, ...settings } = node;
    const place = { topologyId, topologyRevision: revision };
    return Object.assign(new TopologyNode(), { ...place, id, kind, profile, settings });
  }
}

@ObjectType({ description: 'A leg of a topology’s revision.' })
export class TopologyLeg {
  @Shown('id', 'Topology that it is part of.')
  topologyId!: string;

  @Shown('count', 'At this revision.')
  topologyRevision!: number;

  @Shown('text', 'Unique in the topology.')
  id!: string;

  @Shown('text', 'Node that opens the connections.')
  from!: string;

  @Shown('text', 'Node that answers them.')
  to!: string;

  @Shown('text', 'Nodes that they pass through, in order.', { list: true })
  via!: string[];

  @Shown('json', 'What else the document says of it.')
  settings!: object;

  static from({ topologyId, revision, leg }: Omit<StoredLeg, 'position'>): TopologyLeg {
    const { id, from, to, via = [], ...settings } = leg;
    const place = { topologyId, topologyRevision: revision };
    return Object.assign(new TopologyLeg(), { ...place, id, from, to, via: [...via], settings });
  }
}

export const TopologyNodeConnection = ConnectionOf(() => TopologyNode, 'TopologyNode');
export const TopologyLegConnection = ConnectionOf(() => TopologyLeg, 'TopologyLeg');
