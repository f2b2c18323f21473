import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { queryPipe } from '../requests/validation.js';
import { GraphQLJson } from '../shown/json.scalar.js';
import { KnownProfiles } from './known-profiles.js';
import { Profile } from './profile.model.js';
import { ProfileChoice } from './profiles.query.js';

@Resolver(() => Profile)
export class ProfilesResolver {
  constructor(private readonly known: KnownProfiles) {}

  @Query(() => [Profile], {
    description: 'The whole catalogue and what the workspace defines beside it, by id.',
  })
  profiles(@WhoAsks() caller: Caller, @Args(queryPipe) choice: ProfileChoice): Promise<readonly Profile[]> {
    return this.known.list(caller, choice);
  }

  @Query(() => Profile, {
    description: 'One profile, such as aws/nat-gateway, or one that the workspace defines.',
  })
  profile(@WhoAsks() caller: Caller, @Args('id', { type: () => ID }) id: string): Promise<Profile> {
    return this.known.named(caller, id);
  }

  @Mutation(() => Profile, {
    description:
      'Define a profile of the workspace, or replace the definition that was read: then at its expectedRevision.',
  })
  putProfile(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('definition', { type: () => GraphQLJson }) definition: unknown,
    @Args('expectedRevision', { type: () => Int, nullable: true }) expectedRevision?: number | null,
  ): Promise<Profile> {
    return this.known.put(caller, id, expectedRevision ?? undefined, definition);
  }

  @Mutation(() => Boolean, {
    description: 'Remove a profile of the workspace; topologies keep their copies of it.',
  })
  async deleteProfile(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
  ): Promise<boolean> {
    await this.known.remove(caller, id, expectedRevision);
    return true;
  }
}
