import type { Type } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { PatchOperation as Operation } from '@portplan/engine';
import type { Caller, StoredDocument } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import type { GraphQLContext, Loaders } from '../graphql/loaders.js';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { connection, ConnectionOf, type Connection } from '../shown/page.js';
import { PatchOperation } from '../shown/remedies.model.js';
import { Revision } from '../shown/stored.model.js';

const RevisionConnection = ConnectionOf(() => Revision, 'Revision');

/** What topologies and forecasts have in common, as a use case. */
export interface RevisedDocuments {
  difference(caller: Caller, id: string, from: number, to: number): Promise<readonly Operation[]>;
  restore(
    caller: Caller,
    id: string,
    revision: number,
    expectedRevision: number,
  ): Promise<StoredDocument<object>>;
}

/** A kind of document that is kept in immutable revisions. */
interface RevisedKind<Shown> {
  readonly type: () => Type<Shown>;
  readonly name: 'Topology' | 'Forecast';
  readonly show: (stored: StoredDocument<object>) => Shown;
  readonly revisions: (loaders: Loaders) => Loaders['topologyRevisions'];
}

/** The fields of documents that are kept in immutable revisions. */
export function RevisionsOf<Shown>({ type, name, show, revisions }: RevisedKind<Shown>) {
  const noun = name.toLowerCase();

  @Resolver(type, { isAbstract: true })
  abstract class RevisionsResolver {
    abstract readonly documents: RevisedDocuments;

    @Query(() => [PatchOperation], {
      name: `${noun}Difference`,
      description: 'What leads from one revision to the other, as a patch (RFC 6902).',
    })
    difference(
      @WhoAsks() caller: Caller,
      @Args('id', { type: () => ID }) id: string,
      @Args('from', { type: () => Int }) from: number,
      @Args('to', { type: () => Int }) to: number,
    ): Promise<readonly Operation[]> {
      return this.documents.difference(caller, id, from, to);
    }

    @ResolveField('revisions', () => RevisionConnection, { description: 'Its revisions, latest first.' })
    async revisionsOf(
      @Parent() { id }: { readonly id: string },
      @Context() { loaders }: GraphQLContext,
      @Args() page: PagingArgs,
      @TotalAsked() counted: boolean,
    ): Promise<Connection<Revision>> {
      const found = await revisions(loaders).load({ parent: id, page: pageOf(page, counted) });
      return connection(found, page.after, (revision) => Revision.from(revision));
    }

    @Mutation(type, {
      name: `restore${name}`,
      description: 'Store an earlier revision once more, as the next one.',
    })
    async restore(
      @WhoAsks() caller: Caller,
      @Args('id', { type: () => ID }) id: string,
      @Args('revision', { type: () => Int }) revision: number,
      @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
    ): Promise<Shown> {
      return show(await this.documents.restore(caller, id, revision, expectedRevision));
    }
  }
  return RevisionsResolver;
}
