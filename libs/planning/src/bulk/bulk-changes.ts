import { DocumentError } from '@portplan/documents';
import { requireRole, type Caller } from '../caller.js';
import type { DocumentState, RevisionReference } from '../documents/stored-document.js';
import { isPlanningError, PlanningError, type PlanningErrorCode } from '../planning-error.js';
import type { Transactions } from '../ports/transactions.js';

/** What is to be stored in the place of something, as that was read. */
export interface BulkUpdate<Content> {
  readonly id: string;
  readonly expected: DocumentState;
  readonly content: Content;
}

/** One change of many; `Content` is what is stored. */
export type BulkItem<Content> =
  | { readonly action: 'create'; readonly content: Content }
  | ({ readonly action: 'update' } & BulkUpdate<Content>)
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
  /** Where there is a shorter way than one after the other: all that are given, or none. */
  readonly many?: ManyTarget<Content>;
}

/** How many things of one kind are changed at once, in their order; each throws what one of them would. */
export interface ManyTarget<Content> {
  create(caller: Caller, contents: readonly Content[]): Promise<readonly ChangedItem[]>;
  update(caller: Caller, updates: readonly BulkUpdate<Content>[]): Promise<readonly ChangedItem[]>;
  remove(caller: Caller, latest: readonly RevisionReference[]): Promise<void>;
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
      const failures: Failure[] = [];
      for (const group of groupsOf(items, target)) {
        outcomes.push(...(await changeGroup(caller, target, group, failures)));
      }
      if (failures.length > 0) throw new BulkError(items.length, failures);
      return outcomes;
    });
  }
}

type Failure = BulkError['failures'][number];

interface Numbered<Content> {
  readonly index: number;
  readonly item: BulkItem<Content>;
}

/** Neighbours with the same action, in their order; each on its own where its target knows no shorter way. */
function groupsOf<Content>(
  items: readonly BulkItem<Content>[],
  { many }: BulkTarget<Content>,
): readonly (readonly Numbered<Content>[])[] {
  const groups: Numbered<Content>[][] = [];
  for (const [index, item] of items.entries()) {
    const group = groups.at(-1);
    if (many !== undefined && group?.[0]?.item.action === item.action) group.push({ index, item });
    else groups.push([{ index, item }]);
  }
  return groups;
}

/** All at once where all can be; else half by half, down to those that cannot, which are told as failures. */
async function changeGroup<Content>(
  caller: Caller,
  target: BulkTarget<Content>,
  group: readonly Numbered<Content>[],
  failures: Failure[],
): Promise<readonly BulkOutcome[]> {
  const [first, ...others] = group;
  if (first === undefined) return [];
  try {
    if (others.length === 0 || target.many === undefined) return [await change(caller, target, first.item)];
    return await changeAtOnce(
      caller,
      target.many,
      group.map(({ item }) => item),
    );
  } catch (thrown) {
    if (!isOfItem(thrown)) throw thrown;
    if (others.length === 0) {
      failures.push({ index: first.index, thrown });
      return [];
    }
  }
  const middle = Math.ceil(group.length / 2);
  return [
    ...(await changeGroup(caller, target, group.slice(0, middle), failures)),
    ...(await changeGroup(caller, target, group.slice(middle), failures)),
  ];
}

/** @param items of one action */
async function changeAtOnce<Content>(
  caller: Caller,
  many: ManyTarget<Content>,
  items: readonly BulkItem<Content>[],
): Promise<readonly BulkOutcome[]> {
  const created = items.filter((item) => item.action === 'create');
  const updates = items.filter((item) => item.action === 'update');
  const deleted = items.filter((item) => item.action === 'delete');
  if (deleted.length > 0) {
    await many.remove(
      caller,
      deleted.map(({ id, expected: { revision } }) => ({ id, revision })),
    );
    return deleted.map(({ action, id }) => ({ action, id, changed: null }));
  }
  const [action, changed] =
    created.length > 0
      ? ([
          'create',
          await many.create(
            caller,
            created.map(({ content }) => content),
          ),
        ] as const)
      : (['update', await many.update(caller, updates)] as const);
  return changed.map((each) => ({ action, id: each.id, changed: each }));
}

const OF_THE_WHOLE: ReadonlySet<string> = new Set<PlanningErrorCode>([
  'write-collision',
  'storage-unavailable',
]);

/** What is wrong with one item; what goes wrong with the database ends the whole. */
function isOfItem(thrown: unknown): thrown is PlanningError | DocumentError {
  if (isPlanningError(thrown)) return !OF_THE_WHOLE.has(thrown.code);
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
