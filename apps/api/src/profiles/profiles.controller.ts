import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { BodyProblems, Closed, CreatedTagged, Problems, Removal, Tagged } from '../openapi/answers.js';
import { etagOf, expectedRevision } from '../requests/precondition.js';
import { Sparse, SparseList } from '../requests/sparse.js';
import { queryPipe } from '../requests/validation.js';
import { KnownProfiles } from './known-profiles.js';
import { Profile } from './profile.model.js';
import { ProfilesQuery } from './profiles.query.js';

@ApiTags('profiles')
@Closed()
@Controller('v1/profiles')
export class ProfilesController {
  constructor(private readonly profiles: KnownProfiles) {}

  @Get()
  @ApiOperation({ summary: 'The whole catalogue and what the workspace defines beside it, by id.' })
  @ApiOkResponse({ type: [Profile] })
  @SparseList(Profile)
  @Problems('invalid-parameter', 'invalid-sort')
  list(@WhoAsks() caller: Caller, @Query(queryPipe) query: ProfilesQuery): Promise<readonly Profile[]> {
    return this.profiles.list(caller, query);
  }

  @Get(':name')
  @ApiOperation({ summary: 'A profile without a provider, such as linux.' })
  @ApiOkResponse({ type: Profile })
  @Sparse(Profile)
  @Problems('not-found')
  one(@WhoAsks() caller: Caller, @Param('name') name: string): Promise<Profile> {
    return this.profiles.named(caller, name);
  }

  @Get(':provider/:name')
  @ApiOperation({
    summary: 'A provider’s profile, such as aws/nat-gateway, or one that the workspace defines.',
  })
  @Tagged(Profile)
  @Sparse(Profile)
  @Problems('not-found')
  async oneOfProvider(
    @WhoAsks() caller: Caller,
    @Param('provider') provider: string,
    @Param('name') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Profile> {
    return tagged(await this.profiles.named(caller, `${provider}/${name}`), reply);
  }

  @Put(':provider/:name')
  @ApiOperation({
    summary:
      'Define a profile of the workspace, or replace its definition. The catalogue’s stay as they are.',
  })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'ETag of the definition that is replaced; needed where there is one.',
  })
  @ApiBody({ required: true, schema: { $ref: '#/components/schemas/ProfileDefinition' } })
  @BodyProblems(
    'invalid-document',
    'invalid-field',
    'not-found',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  @CreatedTagged(Profile)
  @Tagged(Profile)
  async put(
    @WhoAsks() caller: Caller,
    @Param('provider') provider: string,
    @Param('name') name: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Profile> {
    const expected = ifMatch === undefined ? undefined : expectedRevision(ifMatch);
    const stored = await this.profiles.put(caller, `${provider}/${name}`, expected, body);
    if (expected === undefined) void reply.status(201).header('location', `/v1/profiles/${stored.id}`);
    return tagged(stored, reply);
  }

  @Delete(':provider/:name')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a profile of the workspace; topologies keep their copies of it.' })
  @Removal()
  async remove(
    @WhoAsks() caller: Caller,
    @Param('provider') provider: string,
    @Param('name') name: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.profiles.remove(caller, `${provider}/${name}`, expectedRevision(ifMatch));
  }
}

/** The catalogue has no revisions. */
function tagged(profile: Profile, reply: FastifyReply): Profile {
  if (profile.revision !== null) void reply.header('etag', etagOf(profile.revision));
  return profile;
}
