import type { TransactionClient } from '../generated/internal/prismaNamespace.js';

/** Opens a transaction of the database for as long as the work takes. */
type Open = (work: (on: TransactionClient) => Promise<void>) => Promise<void>;

class RolledBack extends Error {}

/**
 * One transaction of the database for the writes of several stores. It is opened by the first of them, so that what is
 * calculated before holds no connection. Steps take turns, each from a savepoint: one that fails leaves the others.
 */
export class JointTransaction {
  #opening: Promise<TransactionClient> | null = null;
  #ending: Promise<void> = Promise.resolve();
  #end: { readonly commit: () => void; readonly rollback: (reason: Error) => void } | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #over = false;

  /** @param enter tells the database, before each step, for whom it is done */
  constructor(
    private readonly open: Open,
    private readonly enter: (on: TransactionClient) => Promise<unknown>,
  ) {}

  get isOpen(): boolean {
    return this.#opening !== null;
  }

  /** A step that writes. */
  write<T>(work: (on: TransactionClient) => Promise<T>): Promise<T> {
    return this.#next(async (on) => {
      await on.$executeRaw`SAVEPOINT step`;
      try {
        const result = await work(on);
        await on.$executeRaw`RELEASE SAVEPOINT step`;
        return result;
      } catch (thrown) {
        await on.$executeRaw`ROLLBACK TO SAVEPOINT step`;
        throw thrown;
      }
    });
  }

  /** A step that only reads, what was written before it too. */
  read<T>(work: (on: TransactionClient) => Promise<T>): Promise<T> {
    return this.#next(work);
  }

  async commit(): Promise<void> {
    this.#over = true;
    await this.#turn;
    this.#end?.commit();
    await this.#ending;
  }

  async rollback(): Promise<void> {
    this.#over = true;
    await this.#turn;
    this.#end?.rollback(new RolledBack());
    await this.#ending.catch(() => undefined);
  }

  #next<T>(work: (on: TransactionClient) => Promise<T>): Promise<T> {
    if (this.#over) return Promise.reject(new Error('The transaction is over.'));
    const step = this.#turn.then(async () => {
      const on = await this.#opened();
      await this.enter(on);
      return work(on);
    });
    this.#turn = step.catch(() => undefined);
    return step;
  }

  #opened(): Promise<TransactionClient> {
    this.#opening ??= new Promise((opened, failed) => {
      this.#ending = this.open(
        (on) =>
          new Promise<void>((commit, rollback) => {
            this.#end = { commit, rollback };
            opened(on);
          }),
      );
      // Who waits for its end is told again.
      this.#ending.catch(failed);
    });
    return this.#opening;
  }
}
