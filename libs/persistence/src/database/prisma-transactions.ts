import { Transactions, type Transaction } from '@portplan/planning';
import type { Database, Queries } from './database.js';
import { enter } from './guarded-client.js';
import { JointTransaction } from './joint-transaction.js';
import { joinedTo, jointNow, settingsNow } from './tenancy.js';

/** Longer than any request is worked on. */
const TIMEOUT_MILLISECONDS = 120_000;

export class PrismaTransactions extends Transactions {
  constructor(private readonly database: Database) {
    super();
  }

  override begin(): Transaction {
    const outer = jointNow();
    if (outer !== null) return partOf(outer);
    const joint = new JointTransaction(
      (work) => joinedTo(null, () => this.database.$transaction(work, { timeout: TIMEOUT_MILLISECONDS })),
      enterWhereChanged(),
    );
    return {
      within: (work) => joinedTo(joint, work),
      commit: () => joint.commit(),
      rollback: () => joint.rollback(),
    };
  }
}

/** A step may be one that crosses workspaces: the database is told of each change. */
function enterWhereChanged(): (on: Queries) => Promise<void> {
  let told = '';
  return async (on) => {
    const settings = JSON.stringify(settingsNow());
    if (settings !== told) await enter(on);
    told = settings;
  };
}

/** The outer one ends it. */
function partOf(outer: JointTransaction): Transaction {
  return {
    within: (work) => joinedTo(outer, work),
    commit: () => Promise.resolve(),
    rollback: () => Promise.resolve(),
  };
}
