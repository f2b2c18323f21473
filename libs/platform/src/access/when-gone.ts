import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** As much of Fastify's reply, with Node's response in it, as this needs. */
interface Reply {
  readonly raw: {
    readonly writableFinished: boolean;
    once(event: 'close', listener: () => void): unknown;
  };
}

/**
 * Aborts when whoever asked is gone, over REST and GraphQL: nobody waits for the answer any more. (Fastify's own
 * `request.signal` aborts as soon as the body has been read.)
 */
export const WhenGone = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal => {
  const gone = new AbortController();
  const { raw: response } = replyOf(context);
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
});

/** Mercurius puts it into the context of each query. */
function replyOf(context: ExecutionContext): Reply {
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getResponse<Reply>();
  return context.getArgByIndex<{ reply: Reply }>(2).reply;
}
