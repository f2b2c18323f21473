import type { Caller } from '../caller.js';
import { PlanningError } from '../planning-error.js';
import type { AnswerStore, KeptAnswer, Lease } from '../ports/answer-store.js';
import type { IdSource } from '../ports/id-source.js';
import type { Transaction, Transactions } from '../ports/transactions.js';

/** Clients that repeat a request do so within minutes; a day is what others promise, too. */
const KEPT_SECONDS = 24 * 3600;
/** So long after its server died, a request can be repeated. */
const LEASE_SECONDS = 30;
const RENEWAL_MILLISECONDS = 10_000;

/** A request that is carried out for the first time. */
export interface FirstRequest {
  /** All that the request stores has to be stored within it. */
  readonly transaction: Transaction;
  /**
   * Keeps the answer together with what the request has stored: both or neither.
   *
   * @throws PlanningError `request-under-way` where the lease ran out and somebody else carries it out; nothing was stored
   */
  answered(answer: KeptAnswer): Promise<void>;
  /** Nothing was carried out: nothing is stored, and the key is free again. */
  refused(): Promise<void>;
}

/** Requests that carry a key are carried out once, however often they are sent. */
export class OnceOnly {
  constructor(
    private readonly answers: AnswerStore,
    private readonly transactions: Transactions,
    private readonly ids: IdSource,
  ) {}

  /**
   * @param fingerprint of all that the request asks
   * @returns the answer that was given before, or the request to be carried out
   * @throws PlanningError `idempotency-key-reused`, `request-under-way`, `answer-not-kept`
   */
  async begin(caller: Caller, key: string, fingerprint: string): Promise<KeptAnswer | FirstRequest> {
    const { workspaceId, tokenId: callerId } = caller;
    const lease: Lease = { workspaceId, callerId, key, lease: this.ids.next() };
    const reservation = await this.answers.reserve(lease, fingerprint, LEASE_SECONDS, KEPT_SECONDS);
    switch (reservation.state) {
      case 'reserved':
        return this.#first(lease);
      case 'answered':
        if (reservation.answer.body === null) throw new PlanningError('answer-not-kept', { key });
        return reservation.answer;
      case 'under-way':
        throw new PlanningError('request-under-way', { key });
      case 'other-request':
        throw new PlanningError('idempotency-key-reused', { key });
    }
  }

  #first(lease: Lease): FirstRequest {
    // What takes long is given the time; a lease that could not be lengthened runs out, and `keep` says so.
    const renewing = setInterval(() => {
      this.answers.renew(lease, LEASE_SECONDS).catch(() => undefined);
    }, RENEWAL_MILLISECONDS);
    renewing.unref();
    const transaction = this.transactions.begin();
    const refused = async (): Promise<void> => {
      clearInterval(renewing);
      await transaction.rollback();
      await this.answers.release(lease);
    };
    return {
      transaction,
      refused,
      answered: async (answer) => {
        try {
          const held = await transaction.within(() => this.answers.keep(lease, answer));
          if (!held) throw new PlanningError('request-under-way', { key: lease.key });
          await transaction.commit();
          clearInterval(renewing);
        } catch (thrown) {
          await refused();
          throw thrown;
        }
      },
    };
  }

  /** Forgets what nobody will ask for any more. @returns how many answers */
  async forgetExpired(): Promise<number> {
    return this.answers.removeExpired();
  }
}
