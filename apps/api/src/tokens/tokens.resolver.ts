import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Tokens, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { bodyPipe } from '../requests/validation.js';
import { connection, ConnectionOf, type Connection } from '../shown/page.js';
import { TokenInput, tokenOf } from './token.input.js';
import { IssuedToken, Token } from './token.model.js';

const TokenConnection = ConnectionOf(() => Token, 'Token');

@Resolver(() => Token)
export class TokensResolver {
  constructor(private readonly tokens: Tokens) {}

  @Query(() => TokenConnection, {
    name: 'tokens',
    description: 'Tokens of the workspace, newest first, without their texts. For admins.',
  })
  async list(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
  ): Promise<Connection<Token>> {
    const found = await this.tokens.list(caller, pageOf(page, counted));
    return connection(found, page.after, (token) => Token.from(token));
  }

  @Mutation(() => IssuedToken, { description: 'A new access token; its text is shown this once.' })
  async createToken(
    @WhoAsks() caller: Caller,
    @Args('input', bodyPipe) input: TokenInput,
  ): Promise<IssuedToken> {
    return IssuedToken.issued(await this.tokens.create(caller, tokenOf(input)));
  }

  @Mutation(() => Token, { description: 'From now on nobody gets in with it.' })
  async revokeToken(@WhoAsks() caller: Caller, @Args('id', { type: () => ID }) id: string): Promise<Token> {
    return Token.from(await this.tokens.revoke(caller, id));
  }
}
