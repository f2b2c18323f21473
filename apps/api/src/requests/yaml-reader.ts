import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { readText, type BodyOutcome, type BodyText } from './read-text.js';

/** Characters from which on YAML is read in a thread: a megabyte takes seconds, in which nobody else would be answered. */
const LONG = 32 * 1024;

/** Milliseconds after which a thread that has nothing to read is ended. */
const IDLE_MILLISECONDS = 60_000;

/** Threads load JavaScript only, so the built file; the same from `src` and from `dist`. */
const THREAD = fileURLToPath(new URL('../../dist/requests/read-text.js', import.meta.url));

/** Reads YAML: what is short at once, the rest one after the other in a thread of its own. */
export class YamlReader {
  #pool: Piscina<BodyText, BodyOutcome> | null = null;

  /** @param lost told why, where the thread ended although nobody ended it */
  constructor(private readonly lost: (why: Error) => void) {}

  async read(body: BodyText): Promise<BodyOutcome> {
    return body.text.length < LONG ? readText(body) : this.#thread().run(body);
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  #thread(): Piscina<BodyText, BodyOutcome> {
    if (this.#pool !== null) return this.#pool;
    this.#pool = new Piscina({
      filename: THREAD,
      name: 'readText',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MILLISECONDS,
      execArgv: [],
    });
    // A thread that ends while it has nothing to do is told as an event, and an event without a listener ends the process.
    this.#pool.on('error', this.lost);
    return this.#pool;
  }
}
