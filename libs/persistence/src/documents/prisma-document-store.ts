import {
  DocumentStore,
  PlanningError,
  type ChangedDocument,
  type DocumentFilter,
  type DocumentHead,
  type DocumentState,
  type Keyset,
  type MarkingsChange,
  type NewDocument,
  type NewRevision,
  type Revision,
  type RevisionReference,
  type Slice,
  type StoredDocument,
  type WrittenDocument,
} from '@portplan/planning';
import { translating } from '../database/constraint.js';
import type { Database, Queries } from '../database/database.js';
import { childLists, childSlices, type ChildRow } from '../database/child-lists.js';
import { listedSlice, type ListedRow } from '../database/searched-list.js';
import type { TenantReads } from '../database/tenant-reads.js';
import {
  toDocumentHead,
  toRevision,
  toStoredDocument,
  toWrittenDocument,
  type HeadRow,
  type NamedDocument,
  type RevisionRow,
} from './document-mapper.js';
import {
  documentList,
  oneDocument,
  oneHead,
  revisionsTable,
  toFoundRevision,
  type DocumentNoun,
  writtenDocument,
  type FoundRow,
  type WrittenRow,
} from './document-reads.js';
import { changeDocuments, insertDocuments } from './many-documents.js';
import { type DocumentKey, type DocumentTables, type FoundRevision } from './document-tables.js';

/** Documents of any kind in revisions. What is written together is one transaction. */
export class PrismaDocumentStore<Document extends NamedDocument> extends DocumentStore<Document> {
  constructor(
    private readonly database: Database,
    private readonly reads: TenantReads,
    private readonly noun: DocumentNoun,
    private readonly tables: DocumentTables<Document>,
  ) {
    super();
  }

  override async insert(
    workspaceId: string,
    id: string,
    first: NewRevision<Document>,
  ): Promise<StoredDocument<Document>> {
    const key = { workspaceId, id };
    return this.#write(first, async (on) => {
      await insertDocuments(on, this.tables, workspaceId, [{ id, first, markings: {} }]);
      return this.#written(on, key, 1);
    });
  }

  override async revise(
    workspaceId: string,
    id: string,
    expectedRevision: number,
    next: NewRevision<Document>,
  ): Promise<StoredDocument<Document>> {
    const change = { id, expected: { revision: expectedRevision }, next, markings: {} };
    return this.#write(next, async (on) => {
      await changeDocuments(on, this.noun, this.tables, workspaceId, [change]);
      return this.#written(on, { workspaceId, id }, expectedRevision + 1);
    });
  }

  override async mark(
    workspaceId: string,
    id: string,
    expected: DocumentState,
    change: MarkingsChange,
  ): Promise<DocumentHead> {
    const [head] = await this.changeMany(workspaceId, [{ id, expected, next: null, markings: change }]);
    if (head === undefined) throw new PlanningError('not-found', { noun: this.noun, id });
    return head;
  }

  override async find(
    workspaceId: string,
    id: string,
    revision?: number,
  ): Promise<StoredDocument<Document> | null> {
    const key = { workspaceId, id };
    const [found] = await this.reads.rows<FoundRow>(workspaceId, oneDocument(this.noun, key, revision));
    return found === undefined ? null : toDocument(toFoundRevision(key, found));
  }

  override async findWritten(workspaceId: string, id: string): Promise<WrittenDocument | null> {
    const statement = writtenDocument(this.noun, { workspaceId, id });
    const [found] = await this.reads.rows<WrittenRow>(workspaceId, statement);
    return found === undefined ? null : toWrittenDocument(found);
  }

  override async findHead(workspaceId: string, id: string): Promise<DocumentHead | null> {
    const [found] = await this.reads.rows<HeadRow>(workspaceId, oneHead(this.noun, { workspaceId, id }));
    return found === undefined ? null : toDocumentHead(found);
  }

  override async findMany(
    workspaceId: string,
    references: readonly RevisionReference[],
  ): Promise<readonly StoredDocument<Document>[]> {
    if (references.length === 0) return [];
    const found = await this.tables.findMany(this.database, workspaceId, references);
    return found.map((revision) => toDocument<Document>(revision));
  }

  override async list(
    workspaceId: string,
    filter: DocumentFilter,
    keyset: Keyset,
  ): Promise<Slice<DocumentHead>> {
    const statement = documentList(this.noun, workspaceId, filter, keyset);
    const rows = await this.reads.rows<ListedRow<HeadRow>>(workspaceId, statement);
    return listedSlice(keyset, rows, toDocumentHead);
  }

  override async listRevisions(
    workspaceId: string,
    ids: readonly string[],
    keyset: Keyset,
  ): Promise<ReadonlyMap<string, Slice<Revision>>> {
    const statement = childLists(revisionsTable(this.noun), workspaceId, ids, keyset);
    const rows = await this.reads.rows<ChildRow<RevisionRow>>(workspaceId, statement);
    return childSlices(keyset, rows, toRevision);
  }

  override async remove(workspaceId: string, id: string, expectedRevision?: number): Promise<void> {
    const key = { workspaceId, id };
    await translating(
      async () => {
        const latest = [{ id, ...(expectedRevision !== undefined && { revision: expectedRevision }) }];
        const count = await this.tables.removeHeads(this.database, workspaceId, latest);
        if (count === 0) throw await this.#missed(this.database, key, expectedRevision);
      },
      { 'foreign-key': () => this.#inUse(key) },
    );
  }

  override async insertMany(
    workspaceId: string,
    documents: readonly NewDocument<Document>[],
  ): Promise<readonly DocumentHead[]> {
    const [one] = documents;
    if (one === undefined) return [];
    return this.#write(one.first, (on) => insertDocuments(on, this.tables, workspaceId, documents));
  }

  override async changeMany(
    workspaceId: string,
    changes: readonly ChangedDocument<Document>[],
  ): Promise<readonly DocumentHead[]> {
    const [one] = changes.flatMap(({ next }) => next ?? []);
    const change = (on: Queries): Promise<readonly DocumentHead[]> =>
      changeDocuments(on, this.noun, this.tables, workspaceId, changes);
    return one === undefined ? this.database.$transaction(change) : this.#write(one, change);
  }

  override async removeMany(workspaceId: string, latest: readonly RevisionReference[]): Promise<void> {
    const [one] = latest;
    if (one === undefined) return;
    const key = { workspaceId, id: one.id };
    await translating(
      () =>
        this.database.$transaction(async (on) => {
          const count = await this.tables.removeHeads(on, workspaceId, latest);
          if (count < latest.length) throw await this.#missed(on, key, one.revision);
        }),
      { 'foreign-key': () => this.#inUse(key) },
    );
  }

  /** @param document whose name is told where a name is taken: that of one of those that are written */
  #write<T>({ document }: NewRevision<Document>, write: (on: Queries) => Promise<T>): Promise<T> {
    return translating(() => this.database.$transaction(write), {
      unique: () => new PlanningError('name-taken', { noun: this.noun, name: document.name }),
    });
  }

  async #written(on: Queries, key: DocumentKey, revision: number): Promise<StoredDocument<Document>> {
    const found = await this.tables.find(on, key, revision);
    if (found === null) throw await this.#missed(on, key, revision);
    return toDocument(found);
  }

  /** Why a write to a revision found nothing to write to. */
  async #missed(on: Queries, key: DocumentKey, expectedRevision: number | undefined): Promise<PlanningError> {
    const { noun } = this;
    const currentRevision = await this.tables.currentRevision(on, key);
    if (currentRevision === null || expectedRevision === undefined) {
      return new PlanningError('not-found', { noun, id: key.id });
    }
    return new PlanningError('revision-conflict', { noun, id: key.id, expectedRevision, currentRevision });
  }

  async #inUse(key: DocumentKey): Promise<PlanningError> {
    const usedBy = await this.tables.pinnedBy(this.database, key);
    return new PlanningError('in-use', { noun: this.noun, id: key.id, usedBy });
  }
}

function toDocument<Document extends NamedDocument>({
  id,
  lasting,
  row,
}: FoundRevision): StoredDocument<Document> {
  return toStoredDocument(id, lasting, row);
}
