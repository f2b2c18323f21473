import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { allProfiles } from '@portplan/engine';
import { Profile } from './profile.model.js';
import { profileNamed } from './profiles.controller.js';

@Resolver(() => Profile)
export class ProfilesResolver {
  @Query(() => [Profile], { description: 'The whole catalogue, by id.' })
  profiles(): readonly Profile[] {
    return allProfiles().map((profile) => Profile.from(profile));
  }

  @Query(() => Profile, { description: 'One profile, such as aws/nat-gateway.' })
  profile(@Args('id', { type: () => ID }) id: string): Profile {
    return profileNamed(id);
  }
}
