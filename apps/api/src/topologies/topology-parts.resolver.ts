import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Topology as TopologyDocument } from '@portplan/engine';
import { Topologies, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { documentOf, type GraphQLContext } from '../graphql/loaders.js';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { connection, type Connection } from '../shown/page.js';
import { Topology, type TopologyHead } from '../shown/stored.model.js';
import { LegFilterInput, legFilterOf, NodeFilterInput, nodeFilterOf } from './topology-parts.input.js';
import {
  TopologyLeg,
  TopologyLegConnection,
  TopologyNode,
  TopologyNodeConnection,
} from './topology-parts.model.js';

/** Nodes and legs, of one topology and across all. */
@Resolver(() => Topology)
export class TopologyPartsResolver {
  constructor(private readonly topologies: Topologies) {}

  @Query(() => TopologyNodeConnection, { description: 'Nodes of all topologies’ latest revisions.' })
  async nodes(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: NodeFilterInput,
  ): Promise<Connection<TopologyNode>> {
    const found = await this.topologies.nodes(caller, nodeFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (row) => TopologyNode.from(row));
  }

  @Query(() => TopologyLegConnection, { description: 'Legs of all topologies’ latest revisions.' })
  async legs(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: LegFilterInput,
  ): Promise<Connection<TopologyLeg>> {
    const found = await this.topologies.legs(caller, legFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (row) => TopologyLeg.from(row));
  }

  @ResolveField('nodes', () => [TopologyNode], { description: 'In the order of the document.' })
  async nodesOf(
    @Parent() head: Topology | TopologyHead,
    @Context() context: GraphQLContext,
  ): Promise<readonly TopologyNode[]> {
    const { nodes } = await topologyOf(head, context);
    return nodes.map((node) => TopologyNode.from({ topologyId: head.id, revision: head.revision, node }));
  }

  @ResolveField('legs', () => [TopologyLeg], { description: 'In the order of the document.' })
  async legsOf(
    @Parent() head: Topology | TopologyHead,
    @Context() context: GraphQLContext,
  ): Promise<readonly TopologyLeg[]> {
    const { legs } = await topologyOf(head, context);
    return legs.map((leg) => TopologyLeg.from({ topologyId: head.id, revision: head.revision, leg }));
  }
}

async function topologyOf(
  head: Topology | TopologyHead,
  { loaders }: GraphQLContext,
): Promise<Pick<TopologyDocument, 'nodes' | 'legs'>> {
  return (await documentOf(head, 'topology', loaders.topologies)) as TopologyDocument;
}
