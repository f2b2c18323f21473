import { Inject, Injectable } from '@nestjs/common';
import { Authenticate, requireRole, type Caller } from '@portplan/planning';
import { admit, RequestError } from '@portplan/platform';
import { AsyncLocalStorage } from 'node:async_hooks';

/** Streams that a token may have open at once, in each process. */
const MOST_STREAMS = 20;

/** How often it is asked whether a stream's token still lets in. */
const LOOK_MILLISECONDS = 5000;

/** Whoever follows something: the caller, what it showed at the door, and when it is gone. */
export interface Follower {
  readonly caller: Caller;
  readonly authorization: string | undefined;
  readonly gone: AbortSignal;
}

/** Answers that go on: few at once for each token, and for no longer than it lets in. */
@Injectable()
export class Streams {
  readonly #open = new Map<string, number>();
  /** What the look asks of the database, it asks for no request. */
  readonly #asNobody = AsyncLocalStorage.snapshot();

  constructor(@Inject(Authenticate) private readonly authenticate: Authenticate) {}

  /**
   * What is followed, until it ends, the follower is gone, or its token does not let in any more.
   *
   * @param begin gets a signal that aborts when the stream is over
   * @throws RequestError `too-many-streams`; what `begin` throws. While it goes on: why the token does not let in
   */
  async follow<Event>(
    follower: Follower,
    begin: (over: AbortSignal) => Promise<AsyncIterable<Event>>,
  ): Promise<AsyncIterable<Event>> {
    const leave = this.#enter(follower.caller);
    const over = new AbortController();
    const end = (reason?: unknown): void => {
      clearInterval(looking);
      leave();
      over.abort(reason);
    };
    const look = async (): Promise<void> => {
      requireRole(await admit(this.authenticate, follower.authorization), 'viewer');
    };
    const looking = setInterval(
      () => void this.#asNobody(() => look().catch(end)),
      LOOK_MILLISECONDS,
    ).unref();
    follower.gone.addEventListener('abort', () => {
      end();
    });
    if (follower.gone.aborted) end();
    try {
      return this.#until(over.signal, await begin(over.signal), end);
    } catch (error) {
      end();
      throw error;
    }
  }

  async *#until<Event>(
    over: AbortSignal,
    events: AsyncIterable<Event>,
    end: () => void,
  ): AsyncGenerator<Event> {
    try {
      yield* events;
      if (over.aborted && !isMereAbort(over.reason)) throw over.reason;
    } finally {
      end();
    }
  }

  /** @returns what to call when the stream is over, once or more */
  #enter({ tokenId }: Caller): () => void {
    const open = this.#open.get(tokenId) ?? 0;
    if (open >= MOST_STREAMS) {
      const detail = `This token follows ${String(open)} streams already: end one of them first.`;
      throw new RequestError('too-many-streams', detail);
    }
    this.#open.set(tokenId, open + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const now = (this.#open.get(tokenId) ?? 1) - 1;
      if (now === 0) this.#open.delete(tokenId);
      else this.#open.set(tokenId, now);
    };
  }
}

/** The follower is gone, or there is no more. */
function isMereAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}
