import type { Token } from '@portplan/planning';
import pg from 'pg';

/** A token is asked for again after so long, should the database's word have been lost on the way. */
const LONGEST_MEMORY_MILLISECONDS = 10_000;
const MOST_TOKENS = 10_000;
const RETRY_MILLISECONDS = 1_000;

interface Known {
  readonly token: Token;
  readonly since: number;
}

/**
 * Tokens that were looked up a moment ago, so that not every request asks the database who sends it. The database tells,
 * over a connection that listens, when a token is revoked or changed; while nobody listens, nothing is remembered.
 */
export class KnownTokens {
  readonly #byHash = new Map<string, Known>();
  #listener: pg.Client | null = null;
  #listening = false;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;
  /** Counts what was forgotten: what was read before that is not remembered after it. */
  #changes = 0;

  constructor(
    private readonly connectionString: string,
    private readonly onConnectionError: (error: Error) => void,
  ) {}

  /** The token with this hash: remembered, or found by asking. */
  async get(hash: string, find: () => Promise<Token | null>): Promise<Token | null> {
    const known = this.#byHash.get(hash);
    if (known !== undefined && performance.now() - known.since < LONGEST_MEMORY_MILLISECONDS)
      return known.token;
    this.#listen();
    const changes = this.#changes;
    const token = await find();
    if (token !== null && this.#listening && changes === this.#changes) this.#remember(hash, token);
    return token;
  }

  /** A token was used: that much may be written into what is remembered. */
  used(id: string, at: Date): void {
    for (const [hash, { token, since }] of this.#byHash) {
      if (token.id === id) this.#byHash.set(hash, { token: { ...token, lastUsedAt: at }, since });
    }
  }

  forget(id: string): void {
    this.#changes += 1;
    for (const [hash, { token }] of this.#byHash) if (token.id === id) this.#byHash.delete(hash);
  }

  /** All tokens of a workspace that is gone. */
  forgetWorkspace(workspaceId: string): void {
    this.#changes += 1;
    for (const [hash, { token }] of this.#byHash) {
      if (token.workspaceId === workspaceId) this.#byHash.delete(hash);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#forgetAll();
    await this.#listener?.end().catch(this.onConnectionError);
  }

  #remember(hash: string, token: Token): void {
    const [oldest] = this.#byHash.keys();
    if (this.#byHash.size >= MOST_TOKENS && oldest !== undefined) this.#byHash.delete(oldest);
    this.#byHash.set(hash, { token, since: performance.now() });
  }

  #forgetAll(): void {
    this.#changes += 1;
    this.#listening = false;
    this.#byHash.clear();
  }

  #listen(): void {
    if (this.#listener !== null || this.#closed) return;
    const listener = new pg.Client({ connectionString: this.connectionString, keepAlive: true });
    this.#listener = listener;
    listener.on('notification', ({ payload = '' }) => {
      this.forget(payload);
    });
    const lost = (error?: Error): void => {
      if (this.#listener !== listener || this.#closed) return;
      if (error !== undefined) this.onConnectionError(error);
      this.#forgetAll();
      this.#retry = setTimeout(() => {
        this.#listener = null;
      }, RETRY_MILLISECONDS).unref();
    };
    listener.on('error', lost);
    listener.on('end', () => {
      lost();
    });
    listener
      .connect()
      .then(() => listener.query('LISTEN portplan_token'))
      .then(() => {
        this.#listening = this.#listener === listener && !this.#closed;
      }, lost);
  }
}
