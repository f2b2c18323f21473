import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Topologies, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { TopologyConnection } from '../graphql/connections.js';
import { TopologyFilterInput, topologyFilterOf } from '../graphql/filters.input.js';
import { documentOf, type GraphQLContext } from '../graphql/loaders.js';
import { sortedPageOf, SortedPagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { bodyPipe } from '../requests/validation.js';
import { GraphQLJson } from '../shown/json.scalar.js';
import { connection, type Connection } from '../shown/page.js';
import { Topology, TopologyHead } from '../shown/stored.model.js';
import { markingsOf, MarkingsInput } from '../stored/markings.input.js';

@Resolver(() => Topology)
export class TopologiesResolver {
  constructor(private readonly documents: Topologies) {}

  @Query(() => TopologyConnection, { description: 'Latest revisions, newest topology first.' })
  async topologies(
    @WhoAsks() caller: Caller,
    @Args() page: SortedPagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: TopologyFilterInput,
  ): Promise<Connection<TopologyHead>> {
    const found = await this.documents.list(
      caller,
      topologyFilterOf(filter),
      sortedPageOf('topologies', page, counted),
    );
    return connection(found, page.after, (head) => TopologyHead.from(head));
  }

  @Query(() => Topology, { description: 'One topology, at its latest revision or the given one.' })
  async topology(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('revision', { type: () => Int, nullable: true }) revision?: number | null,
  ): Promise<Topology> {
    return Topology.from(await this.documents.get(caller, id, revision ?? undefined));
  }

  @ResolveField(() => GraphQLJson, { description: 'The document, as it was stored.' })
  async document(
    @Parent() parent: Topology | TopologyHead,
    @Context() { loaders }: GraphQLContext,
  ): Promise<object> {
    return documentOf(parent, 'topology', loaders.topologies);
  }

  @Mutation(() => Topology, { description: 'Store a topology as revision 1.' })
  async createTopology(
    @WhoAsks() caller: Caller,
    @Args('document', { type: () => GraphQLJson }) document: unknown,
  ): Promise<Topology> {
    return Topology.from(await this.documents.create(caller, document));
  }

  @Mutation(() => Topology, { description: 'Store the revision after the one that was read.' })
  async reviseTopology(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
    @Args('document', { type: () => GraphQLJson }) document: unknown,
  ): Promise<Topology> {
    return Topology.from(await this.documents.revise(caller, id, expectedRevision, document));
  }

  @Mutation(() => Topology, { description: 'Change tags and labels, which are no part of the document.' })
  async markTopology(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) revision: number,
    @Args('expectedMarking', { type: () => Int }) marking: number,
    @Args('input', bodyPipe) input: MarkingsInput,
  ): Promise<TopologyHead> {
    const expected = { revision, marking };
    return TopologyHead.from(await this.documents.mark(caller, id, expected, markingsOf(input)));
  }

  @Mutation(() => Boolean, { description: 'Remove a topology with all its revisions.' })
  async deleteTopology(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
  ): Promise<boolean> {
    await this.documents.remove(caller, id, expectedRevision);
    return true;
  }
}
