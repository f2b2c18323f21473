import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { ROLES, Tokens, type Caller, type Role } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { IsISO8601, IsIn, IsOptional, IsString } from 'class-validator';
import { BodyProblems, Closed, Problems } from '../openapi/answers.js';
import { PageQuery, pageRequest } from '../requests/list-query.js';
import { bodyPipe, queryPipe } from '../requests/validation.js';
import { itemPage, ItemPageOf, type ItemPage } from '../shown/page.js';
import { IssuedToken, Token } from './token.model.js';

class TokenInput {
  @ApiProperty({ description: 'What it is for.', minLength: 1, maxLength: 200 })
  @IsString({ message: 'name must be text of 1 to 200 characters' })
  name!: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES, { message: `role must be one of ${ROLES.join(', ')}` })
  role!: Role;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IsOptional()
  @IsISO8601(
    { strict: true },
    { message: 'expiresAt must be an ISO 8601 instant in the future, such as 2027-01-31T00:00:00Z' },
  )
  expiresAt?: string | null;
}

const TokenList = ItemPageOf(() => Token, 'Token');

@ApiTags('tokens')
@Closed()
@Controller('v1/tokens')
export class TokensController {
  constructor(private readonly tokens: Tokens) {}

  @Post()
  @ApiOperation({ summary: 'A new access token; its text is shown this once.' })
  @ApiCreatedResponse({ type: IssuedToken })
  @BodyProblems('invalid-field')
  async create(
    @WhoAsks() caller: Caller,
    @Body(bodyPipe) { name, role, expiresAt }: TokenInput,
  ): Promise<IssuedToken> {
    return IssuedToken.issued(
      await this.tokens.create(caller, {
        name,
        role,
        expiresAt: expiresAt == null ? null : new Date(expiresAt),
      }),
    );
  }

  @Get()
  @ApiOperation({ summary: 'Tokens of the workspace, newest first, without their texts.' })
  @ApiOkResponse({ type: TokenList })
  @Problems('invalid-parameter', 'invalid-cursor')
  async list(@WhoAsks() caller: Caller, @Query(queryPipe) query: PageQuery): Promise<ItemPage<Token>> {
    return itemPage(await this.tokens.list(caller, pageRequest(query)), (token) => Token.from(token));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'From now on nobody gets in with it.' })
  @ApiOkResponse({ type: Token })
  @Problems('not-found')
  async revoke(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<Token> {
    return Token.from(await this.tokens.revoke(caller, id));
  }
}
