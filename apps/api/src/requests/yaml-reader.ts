import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { readYaml, type YamlOutcome, type YamlText } from './yaml-thread.js';

/** Characters from which on YAML is read in a thread: a megabyte takes seconds, in which nobody else would be answered. */
const LONG = 32 * 1024;

/** Milliseconds after which a thread that has nothing to read is ended. */
const IDLE_MILLISECONDS = 60_000;

/** Threads load JavaScript only, so the built file; the same from `src` and from `dist`. */
const THREAD = fileURLToPath(new URL('../../dist/requests/yaml-thread.js', import.meta.url));

/** Reads YAML: what is short at once, the rest one after the other in a thread of its own. */
export class YamlReader {
  #pool: Piscina<YamlText, YamlOutcome> | null = null;

  async read(asked: YamlText): Promise<YamlOutcome> {
    return asked.text.length < LONG ? readYaml(asked) : this.#thread().run(asked);
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  #thread(): Piscina<YamlText, YamlOutcome> {
    this.#pool ??= new Piscina({
      filename: THREAD,
      name: 'readYaml',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MILLISECONDS,
      execArgv: [],
    });
    return this.#pool;
  }
}
