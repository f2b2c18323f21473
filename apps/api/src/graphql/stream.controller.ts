import {
  Body,
  Controller,
  Headers,
  HttpCode,
  Req,
  RequestMethod,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Caller } from '@portplan/planning';
import { WhenGone, WhoAsks, type FailedRequest, type KnownRequest } from '@portplan/platform';
import { GraphQLError } from 'graphql';
import { catchError, concat, from, map, of, type Observable } from 'rxjs';
import { keptAlive } from '../streams/kept-alive.js';
import { Streams } from '../streams/streams.js';
import { toldErrors } from './graphql-errors.js';
import { Subscriptions, type AskedSubscription } from './subscriptions.js';

/**
 * Subscriptions, each over a connection of its own.
 *
 * @see GraphQL over SSE, distinct connections mode: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
@ApiExcludeController()
@Controller('graphql')
export class StreamController {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly streams: Streams,
  ) {}

  @Sse('stream', { method: RequestMethod.POST })
  @HttpCode(200)
  async stream(
    @WhoAsks() caller: Caller,
    @Body() body: unknown,
    @Headers('authorization') authorization: string | undefined,
    @WhenGone() gone: AbortSignal,
    @Req() request: KnownRequest & FailedRequest,
  ): Promise<Observable<MessageEvent>> {
    const asked: AskedSubscription = typeof body === 'object' && body !== null ? body : {};
    const results = await this.streams.follow({ caller, authorization, gone }, (over) =>
      this.subscriptions.begin(request, asked, over),
    );
    const next = (data: object): MessageEvent => ({ type: 'next', data });
    const events = from(results).pipe(
      map(next),
      catchError((thrown: unknown) => of(next({ errors: toldErrors([asGraphQLError(thrown)], request) }))),
    );
    return keptAlive(concat(events, of<MessageEvent>({ type: 'complete', data: '' })));
  }
}

/** Why the stream ends, as an error of its last result. */
function asGraphQLError(thrown: unknown): GraphQLError {
  return new GraphQLError('The stream ends.', thrown instanceof Error ? { originalError: thrown } : {});
}
