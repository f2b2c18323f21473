import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Tokens, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { BodyProblems, Closed, Problems } from '../openapi/answers.js';
import { SHOWN_ONCE } from '../requests/idempotency.js';
import { PageQuery, pageRequest } from '../requests/list-query.js';
import { SparseList } from '../requests/sparse.js';
import { bodyPipe, queryPipe } from '../requests/validation.js';
import { itemPage, ItemPageOf, type ItemPage } from '../shown/page.js';
import { TokenInput, tokenOf } from './token.input.js';
import { IssuedToken, Token } from './token.model.js';

const TokenList = ItemPageOf(() => Token, 'Token');

@ApiTags('tokens')
@Closed()
@Controller('v1/tokens')
export class TokensController {
  constructor(private readonly tokens: Tokens) {}

  @Post()
  @RouteConfig(SHOWN_ONCE)
  @ApiOperation({ summary: 'A new access token; its text is shown this once.' })
  @ApiCreatedResponse({ type: IssuedToken })
  @BodyProblems('invalid-field')
  async create(@WhoAsks() caller: Caller, @Body(bodyPipe) input: TokenInput): Promise<IssuedToken> {
    return IssuedToken.issued(await this.tokens.create(caller, tokenOf(input)));
  }

  @Get()
  @ApiOperation({ summary: 'Tokens of the workspace, newest first, without their texts.' })
  @ApiOkResponse({ type: TokenList })
  @SparseList(Token)
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
