/** Writes that happen whole or not at all, whichever stores make them. */
export interface Transaction {
  /** What the work stores belongs to the transaction, and it reads what that has stored. */
  within<T>(work: () => T): T;
  /** Keeps what was stored; nothing more can be. */
  commit(): Promise<void>;
  /** Leaves everything as it was; does nothing after the end. */
  rollback(): Promise<void>;
}

export abstract class Transactions {
  /** Costs nothing until something is stored. Within another transaction it is a part of that one, which decides alone. */
  abstract begin(): Transaction;

  /** All that the work stores, if it resolves; nothing of it otherwise. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    const transaction = this.begin();
    try {
      const result = await transaction.within(work);
      await transaction.commit();
      return result;
    } catch (thrown) {
      await transaction.rollback();
      throw thrown;
    }
  }
}
