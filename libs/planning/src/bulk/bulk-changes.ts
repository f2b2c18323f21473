import { DocumentError } from '@portplan/documents';
import { requireRole, type Caller } from '../caller.js';
import type { DocumentState } from '../documents/stored-document.js';
import { PlanningError } from '../planning-error.js';
import type { Transactions } from '../ports/transactions.js';

/** One change of many; `Content` is what is stored. */
export type BulkItem<Content> =
  | { readonly action: 'create'; readonly content: Content }
  | {
      readonly action: 'update';
      readonly id: string;
      readonly expected: DocumentState;
      readonly content: Content;
    }
  | { readonly action: 'delete'; readonly id: string; readonly expected: DocumentState };

/** What is told of something after its change. */
export interface ChangedItem {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly marking: number;
}

/** What came of one change; there is nothing left to be told of what was deleted. */
export interface BulkOutcome {
  readonly action: BulkItem<unknown>['action'];
  readonly id: string;
  readonly changed: ChangedItem | null;
}

/** How one kind of thing is changed. */
export interface BulkTarget<Content> {
  create(caller: Caller, content: Content): Promise<ChangedItem>;
  update(caller: Caller, id: string, expected: DocumentState, content: Content): Promise<ChangedItem>;
  remove(caller: Caller, id: string, expectedRevision: number): Promise<void>;
}

/** Why some of many changes cannot be made; none of them was. */
export class BulkError extends Error {
  override readonly name = 'BulkError';

  constructor(
    /** How many changes were asked for. */
    readonly count: number,
    readonly failures: readonly { readonly index: number; readonly thrown: PlanningError | DocumentError }[],
  ) {
    super(`${String(failures.length)} of ${String(count)} items cannot be changed so: nothing was stored.`);
  }
}

export const MOST_ITEMS = 200;

/** Many changes in one transaction: all of them, or none. */
export class BulkChanges {
  constructor(private readonly transactions: Transactions) {}

  /**
   * In the order given; each sees what those before it have changed. Planner.
   *
   * @throws BulkError with what is wrong with each item; PlanningError `forbidden`, `invalid-field` where there are not 1 to 200
   */
  async run<Content>(
    caller: Caller,
    target: BulkTarget<Content>,
    items: readonly BulkItem<Content>[],
  ): Promise<readonly BulkOutcome[]> {
    requireRole(caller, 'planner');
    if (items.length === 0 || items.length > MOST_ITEMS)
      throw new PlanningError('invalid-field', {
        field: 'items',
        value: `a list of ${String(items.length)}`,
        expected: `a list of 1 to ${String(MOST_ITEMS)} changes`,
      });
    return this.transactions.together(async () => {
      const outcomes: BulkOutcome[] = [];
      const failures: BulkError['failures'][number][] = [];
      for (const [index, item] of items.entries()) {
        try {
          outcomes.push(await change(caller, target, item));
        } catch (thrown) {
          if (!isOfItem(thrown)) throw thrown;
          failures.push({ index, thrown });
        }
      }
      if (failures.length > 0) throw new BulkError(items.length, failures);
      return outcomes;
    });
  }
}

/** What is wrong with one item; a collision is none of them, and ends the whole. */
function isOfItem(thrown: unknown): thrown is PlanningError | DocumentError {
  if (thrown instanceof PlanningError) return thrown.code !== 'write-collision';
  return thrown instanceof DocumentError;
}

async function change<Content>(
  caller: Caller,
  target: BulkTarget<Content>,
  item: BulkItem<Content>,
): Promise<BulkOutcome> {
  const { action } = item;
  if (action === 'delete') {
    await target.remove(caller, item.id, item.expected.revision);
    return { action, id: item.id, changed: null };
  }
  const changed =
    action === 'create'
      ? await target.create(caller, item.content)
      : await target.update(caller, item.id, item.expected, item.content);
  return { action, id: changed.id, changed };
}
