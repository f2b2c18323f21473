import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { allProfiles, findProfile, nearestProfileId } from '@portplan/engine';
import { RequestError } from '@portplan/platform';
import { Closed, Problems } from '../openapi/answers.js';
import { Profile } from './profile.model.js';

/** The profile with an id. @throws RequestError `not-found`, with the nearest id */
export function profileNamed(id: string): Profile {
  const profile = findProfile(id);
  if (profile !== undefined) return Profile.from(profile);
  const nearest = nearestProfileId(id);
  const hint = nearest === undefined ? 'GET /v1/profiles lists them' : `did you mean "${nearest}"?`;
  throw new RequestError('not-found', `There is no profile "${id.slice(0, 100)}" in the catalogue; ${hint}`);
}

@ApiTags('profiles')
@Closed()
@Controller('v1/profiles')
export class ProfilesController {
  @Get()
  @ApiOperation({ summary: 'The whole catalogue, by id.' })
  @ApiOkResponse({ type: [Profile] })
  list(): readonly Profile[] {
    return allProfiles().map((profile) => Profile.from(profile));
  }

  @Get(':name')
  @ApiOperation({ summary: 'A profile without a provider, such as linux.' })
  @ApiOkResponse({ type: Profile })
  @Problems('not-found')
  one(@Param('name') name: string): Profile {
    return profileNamed(name);
  }

  @Get(':provider/:name')
  @ApiOperation({ summary: 'A provider’s profile, such as aws/nat-gateway.' })
  @ApiOkResponse({ type: Profile })
  @Problems('not-found')
  oneOfProvider(@Param('provider') provider: string, @Param('name') name: string): Profile {
    return profileNamed(`${provider}/${name}`);
  }
}
