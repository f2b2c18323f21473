import type { PatchOperation } from '@portplan/engine';
import { createPatch } from 'rfc6902';
import { requireRole, type Caller } from '../caller.js';
import { canMatch } from '../lists/can-match.js';
import { expectedRevisionOf, identifierOf, isIdentifier, isRevision } from '../lists/identifier.js';
import { EMPTY_SLICE, toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { DocumentStore, GeneratedContent, NewRevision } from '../ports/document-store.js';
import type { IdSource } from '../ports/id-source.js';
import type { MarkingsChange } from './markings.js';
import type {
  DocumentFilter,
  DocumentHead,
  DocumentState,
  Revision,
  RevisionReference,
  StoredDocument,
  WrittenDocument,
} from './stored-document.js';

/** A document and what is put on it; of something stored, what is not given stays. */
export interface DocumentChange extends MarkingsChange {
  readonly document?: unknown;
}

/** A change of a document, as that was read. */
export interface DocumentUpdate {
  readonly id: string;
  readonly expected: DocumentState;
  readonly content: DocumentChange;
}

/** What is the same for every kind of document that is kept in immutable revisions. */
export abstract class RevisedDocuments<Document> {
  protected abstract readonly noun: 'topology' | 'forecast';
  protected abstract readonly cursorKind: 'topologies' | 'forecasts';

  constructor(
    private readonly documents: DocumentStore<Document>,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** In the order given. @throws DocumentError naming each bad field */
  protected abstract read(caller: Caller, sources: readonly unknown[]): Promise<readonly Document[]>;

  /** Stores a document as revision 1. Planner. @throws DocumentError; PlanningError `name-taken` */
  async create(caller: Caller, source: unknown): Promise<StoredDocument<Document>> {
    requireRole(caller, 'planner');
    const first = await this.#revisionOf(caller, source);
    return this.documents.insert(caller.workspaceId, this.ids.next(), first);
  }

  /**
   * Stores a document as the next revision. Planner.
   *
   * @param generated what an import made of which the document came, to merge the next one with
   * @throws DocumentError; PlanningError `not-found`, `revision-conflict`, `name-taken`
   */
  async revise(
    caller: Caller,
    id: string,
    expectedRevision: number,
    source: unknown,
    generated?: GeneratedContent,
  ): Promise<StoredDocument<Document>> {
    requireRole(caller, 'planner');
    const next = { ...(await this.#revisionOf(caller, source)), generated };
    const expected = expectedRevisionOf(expectedRevision);
    return this.documents.revise(caller.workspaceId, identifierOf(this.noun, id), expected, next);
  }

  /** Changes tags and labels, which are no part of the document. Planner. @throws PlanningError `not-found`, `revision-conflict`, `marking-conflict`, `invalid-field` */
  async mark(
    caller: Caller,
    id: string,
    expected: DocumentState,
    change: MarkingsChange,
  ): Promise<DocumentHead> {
    requireRole(caller, 'planner');
    const { revision, marking } = expected;
    const state = { revision: expectedRevisionOf(revision), marking };
    return this.documents.mark(caller.workspaceId, identifierOf(this.noun, id), state, change);
  }

  /** The latest revision, or the given one. @throws PlanningError `not-found` */
  async get(caller: Caller, id: string, revision?: number): Promise<StoredDocument<Document>> {
    const possible = revision === undefined || isRevision(revision);
    const found = possible
      ? await this.documents.find(caller.workspaceId, identifierOf(this.noun, id), revision)
      : null;
    if (found !== null) return found;
    throw new PlanningError('not-found', {
      noun: this.noun,
      id,
      ...(revision !== undefined && { revision }),
    });
  }

  /** The latest revision, for those who only hand its document on. @throws PlanningError `not-found` */
  async written(caller: Caller, id: string): Promise<WrittenDocument> {
    const found = await this.documents.findWritten(caller.workspaceId, identifierOf(this.noun, id));
    if (found === null) throw new PlanningError('not-found', { noun: this.noun, id });
    return found;
  }

  /** Everything but the document, of the latest revision. @throws PlanningError `not-found` */
  async head(caller: Caller, id: string): Promise<DocumentHead> {
    const found = await this.documents.findHead(caller.workspaceId, identifierOf(this.noun, id));
    if (found === null) throw new PlanningError('not-found', { noun: this.noun, id });
    return found;
  }

  /** Many at once, in the order asked for; null where there is none such. For batched loading. */
  async getMany(
    caller: Caller,
    references: readonly RevisionReference[],
  ): Promise<readonly (StoredDocument<Document> | null)[]> {
    const possible = references.filter(({ id, revision }) => isIdentifier(id) && isRevision(revision));
    const found = await this.documents.findMany(caller.workspaceId, possible);
    const byKey = new Map(found.map((document) => [keyOf(document), document]));
    return references.map((reference) => byKey.get(keyOf(reference)) ?? null);
  }

  /** Latest revisions, newest document first. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async list(
    caller: Caller,
    filter: DocumentFilter = {},
    page: PageRequest = {},
  ): Promise<Page<DocumentHead>> {
    const keyset = toKeyset(this.cursorKind, page);
    const slice = canMatch({ texts: textsOf(filter) })
      ? await this.documents.list(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage(this.cursorKind, slice, ({ id }) => id, keyset.sort);
  }

  /** Latest first. @throws PlanningError `not-found`, `invalid-cursor`, `invalid-page-size` */
  async revisions(caller: Caller, id: string, page: PageRequest = {}): Promise<Page<Revision>> {
    const [found] = await this.revisionsOfMany(caller, [identifierOf(this.noun, id)], page);
    if (found === undefined || found.totalItems === 0)
      throw new PlanningError('not-found', { noun: this.noun, id });
    return found;
  }

  /** The same page of the revisions of many documents, in the order asked for. For batched loading. @throws as `revisions` */
  async revisionsOfMany(
    caller: Caller,
    ids: readonly string[],
    page: PageRequest = {},
  ): Promise<readonly Page<Revision>[]> {
    const keyset = toKeyset('revisions', page);
    const slices = await this.documents.listRevisions(caller.workspaceId, ids, keyset);
    return ids.map((id) =>
      toPage('revisions', slices.get(id) ?? EMPTY_SLICE, ({ revision }) => String(revision)),
    );
  }

  /** What leads from one revision to another, as RFC 6902. @throws PlanningError `not-found` */
  async difference(caller: Caller, id: string, from: number, to: number): Promise<readonly PatchOperation[]> {
    const [before, after] = await Promise.all([this.get(caller, id, from), this.get(caller, id, to)]);
    return createPatch(before.document, after.document) as readonly PatchOperation[];
  }

  /** Stores an earlier revision once more, as the next one. Planner. @throws PlanningError `not-found`, `revision-conflict` */
  async restore(
    caller: Caller,
    id: string,
    revision: number,
    expectedRevision: number,
  ): Promise<StoredDocument<Document>> {
    requireRole(caller, 'planner');
    const { document } = await this.get(caller, id, revision);
    return this.revise(caller, id, expectedRevision, document);
  }

  /** Removes a document with all its revisions. Planner. @throws PlanningError `not-found`, `revision-conflict`, `in-use` where a scenario pins it */
  async remove(caller: Caller, id: string, expectedRevision?: number): Promise<void> {
    requireRole(caller, 'planner');
    const expected = expectedRevision === undefined ? undefined : expectedRevisionOf(expectedRevision);
    await this.documents.remove(caller.workspaceId, identifierOf(this.noun, id), expected);
  }

  /** Stores many documents. Planner. @throws as `create` and `mark`, of one of them; then none is stored */
  async createMany(caller: Caller, contents: readonly DocumentChange[]): Promise<readonly DocumentHead[]> {
    requireRole(caller, 'planner');
    const revisions = await this.#revisionsOf(
      caller,
      contents.map(({ document }) => document),
    );
    const documents = revisions.map((first, index) => {
      const { document: _, ...markings } = contents[index] ?? {};
      return { id: this.ids.next(), first, markings };
    });
    return this.documents.insertMany(caller.workspaceId, documents);
  }

  /** Changes many documents, what is on them, or both. Planner. @throws as `revise` and `mark`, of one of them; then none is changed */
  async changeMany(caller: Caller, updates: readonly DocumentUpdate[]): Promise<readonly DocumentHead[]> {
    requireRole(caller, 'planner');
    const given = updates.flatMap(({ content: { document } }) => (document === undefined ? [] : [document]));
    const revisions = [...(await this.#revisionsOf(caller, given))];
    const changed = updates.map(({ id, expected, content: { document, ...markings } }) => ({
      id: identifierOf(this.noun, id),
      expected: { ...expected, revision: expectedRevisionOf(expected.revision) },
      next: document === undefined ? null : (revisions.shift() ?? null),
      markings,
    }));
    return this.documents.changeMany(caller.workspaceId, changed);
  }

  /** Removes many documents. Planner. @throws as `remove`, of one of them; then none is removed */
  async removeMany(caller: Caller, latest: readonly RevisionReference[]): Promise<void> {
    requireRole(caller, 'planner');
    const references = latest.map(({ id, revision }) => ({
      id: identifierOf(this.noun, id),
      revision: expectedRevisionOf(revision),
    }));
    await this.documents.removeMany(caller.workspaceId, references);
  }

  async #revisionOf(caller: Caller, source: unknown): Promise<NewRevision<Document>> {
    const [revision] = await this.#revisionsOf(caller, [source]);
    if (revision === undefined) throw new RangeError('a document was not read');
    return revision;
  }

  async #revisionsOf(caller: Caller, sources: readonly unknown[]): Promise<readonly NewRevision<Document>[]> {
    const documents = await this.read(caller, sources);
    return documents.map((document) => ({ document, at: this.clock.now(), createdBy: caller.tokenId }));
  }
}

/** What is compared with stored texts. */
export function textsOf({
  nameContains,
  tags = [],
  labels = {},
  nodeKind,
  nodeProfile,
}: DocumentFilter): readonly (string | undefined)[] {
  return [nameContains, nodeKind, nodeProfile, ...tags, ...Object.entries(labels).flat()];
}

function keyOf({ id, revision }: RevisionReference): string {
  return `${id}:${String(revision)}`;
}
