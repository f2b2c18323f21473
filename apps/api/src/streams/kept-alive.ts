import type { MessageEvent } from '@nestjs/common';
import { ignoreElements, interval, map, merge, share, takeUntil, endWith, type Observable } from 'rxjs';

/** Proxies close connections over which nothing went for a minute. */
const SILENCE_MILLISECONDS = 15_000;

/** Events, and a comment now and then while there are none. */
export function keptAlive(events: Observable<MessageEvent>): Observable<MessageEvent> {
  const shared = events.pipe(share());
  const ended = shared.pipe(ignoreElements(), endWith(null));
  const comments = interval(SILENCE_MILLISECONDS).pipe(
    map((): MessageEvent => ({ comment: '' })),
    takeUntil(ended),
  );
  return merge(comments, shared);
}
