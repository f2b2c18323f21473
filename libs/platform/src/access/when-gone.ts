import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestOf } from './caller.js';

/** As much of Node's response as this needs. */
interface Response {
  readonly writableFinished: boolean;
  once(event: 'close', listener: () => void): unknown;
}

const RESPONSES = new WeakMap<object, Response>();

/** Remembers which response belongs to a request, for {@link WhenGone}; cheap, where few ask. */
export function remember(request: object, response: Response): void {
  RESPONSES.set(request, response);
}

/**
 * Aborts when whoever asked is gone, over REST and GraphQL: nobody waits for the answer any more. (Fastify's own
 * `request.signal` aborts as soon as the body has been read.)
 */
export const WhenGone = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal => {
  const gone = new AbortController();
  const response = RESPONSES.get(requestOf(context));
  response?.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
});
