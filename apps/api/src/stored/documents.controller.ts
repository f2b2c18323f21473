import { Delete, Get, Headers, HttpCode, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { PatchOperation as Operation } from '@portplan/engine';
import type {
  Caller,
  DocumentHead,
  Page,
  PageRequest,
  Revision as StoredRevision,
  StoredDocument,
  WrittenDocument,
  DocumentFilter,
  DocumentState,
  MarkingsChange,
} from '@portplan/planning';
import { RequestError, WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { Problems, Removal } from '../openapi/answers.js';
import { documentFilter, DocumentQuery, PageQuery, pageRequest, sortedPage } from '../requests/list-query.js';
import { etagOf, expectedRevision, expectedState } from '../requests/precondition.js';
import { SparseList } from '../requests/sparse.js';
import { queryPipe } from '../requests/validation.js';
import { itemPage, ItemPageOf, type ItemPage } from '../shown/page.js';
import { PatchOperation } from '../shown/remedies.model.js';
import { Revision } from '../shown/stored.model.js';
import { markingsOf, type MarkingsInput } from './markings.input.js';

const RevisionList = ItemPageOf(() => Revision, 'Revision');

/** What topologies and forecasts have in common, as a use case. */
interface RevisedDocuments {
  create(caller: Caller, source: unknown): Promise<StoredDocument<object>>;
  revise(
    caller: Caller,
    id: string,
    expectedRevision: number,
    source: unknown,
  ): Promise<StoredDocument<object>>;
  mark(caller: Caller, id: string, expected: DocumentState, change: MarkingsChange): Promise<DocumentHead>;
  head(caller: Caller, id: string): Promise<DocumentHead>;
  get(caller: Caller, id: string, revision?: number): Promise<StoredDocument<object>>;
  written(caller: Caller, id: string): Promise<WrittenDocument>;
  list(caller: Caller, filter?: DocumentFilter, page?: PageRequest): Promise<Page<DocumentHead>>;
  revisions(caller: Caller, id: string, page?: PageRequest): Promise<Page<StoredRevision>>;
  difference(caller: Caller, id: string, from: number, to: number): Promise<readonly Operation[]>;
  restore(
    caller: Caller,
    id: string,
    revision: number,
    expectedRevision: number,
  ): Promise<StoredDocument<object>>;
  remove(caller: Caller, id: string, expectedRevision?: number): Promise<void>;
}

/** Revision numbers in paths. @throws RequestError `invalid-parameter` */
function revisionNumber(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new RequestError(
    'invalid-parameter',
    `revision is "${text.slice(0, 50)}"; it must be a whole number from 1`,
  );
}

/** The routes of documents that are kept in immutable revisions. */
export abstract class DocumentsController<Shown extends object, Head extends object> {
  protected constructor(
    private readonly documents: RevisedDocuments,
    private readonly path: 'topologies' | 'forecasts',
    private readonly show: (stored: StoredDocument<object>) => Shown,
    private readonly showHead: (head: DocumentHead) => Head,
  ) {}

  protected async createFrom(caller: Caller, body: unknown, reply: FastifyReply): Promise<Shown> {
    const stored = await this.documents.create(caller, body);
    void reply.header('location', `/v1/${this.path}/${stored.id}`);
    return this.#tagged(stored, reply);
  }

  protected async reviseWith(
    caller: Caller,
    id: string,
    ifMatch: string | undefined,
    body: unknown,
    reply: FastifyReply,
  ): Promise<Shown> {
    return this.#tagged(await this.documents.revise(caller, id, expectedRevision(ifMatch), body), reply);
  }

  protected async markWith(
    caller: Caller,
    id: string,
    ifMatch: string | undefined,
    input: MarkingsInput,
    reply: FastifyReply,
  ): Promise<Head> {
    const head = await this.documents.mark(caller, id, expectedState(ifMatch), markingsOf(input));
    void reply.header('etag', etagOf(head.revision, head.marking));
    return this.showHead(head);
  }

  protected async listOf(caller: Caller, query: DocumentQuery): Promise<ItemPage<Head>> {
    return itemPage(
      await this.documents.list(caller, documentFilter(query), sortedPage(this.path, query)),
      this.showHead,
    );
  }

  protected async oneOf(
    caller: Caller,
    id: string,
    fields: readonly string[] | null,
    reply: FastifyReply,
  ): Promise<Shown | Head | string> {
    if (fields === null) return this.#written(await this.documents.written(caller, id), reply);
    if (fields.includes('document')) return this.#tagged(await this.documents.get(caller, id), reply);
    const head = await this.documents.head(caller, id);
    void reply.header('etag', etagOf(head.revision, head.marking));
    return this.showHead(head);
  }

  protected async revisionOf(
    caller: Caller,
    id: string,
    revision: string,
    reply: FastifyReply,
  ): Promise<Shown> {
    return this.#tagged(await this.documents.get(caller, id, revisionNumber(revision)), reply);
  }

  @Get(':id/revisions')
  @ApiOperation({ summary: 'Its revisions, latest first.' })
  @ApiOkResponse({ type: RevisionList })
  @SparseList(Revision)
  @Problems('not-found', 'invalid-parameter', 'invalid-cursor')
  async revisions(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Query(queryPipe) query: PageQuery,
  ): Promise<ItemPage<Revision>> {
    return itemPage(await this.documents.revisions(caller, id, pageRequest(query)), (revision) =>
      Revision.from(revision),
    );
  }

  @Get(':id/revisions/:revision/difference/:other')
  @ApiOperation({ summary: 'What leads from one revision to the other, as a patch (RFC 6902).' })
  @ApiOkResponse({ type: [PatchOperation] })
  @Problems('not-found', 'invalid-parameter')
  difference(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Param('revision') revision: string,
    @Param('other') other: string,
  ): Promise<readonly Operation[]> {
    return this.documents.difference(caller, id, revisionNumber(revision), revisionNumber(other));
  }

  protected async restored(
    caller: Caller,
    id: string,
    revision: string,
    ifMatch: string | undefined,
    reply: FastifyReply,
  ): Promise<Shown> {
    const expected = expectedRevision(ifMatch);
    return this.#tagged(await this.documents.restore(caller, id, revisionNumber(revision), expected), reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove it with all its revisions.' })
  @Removal('in-use')
  async remove(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.documents.remove(caller, id, expectedRevision(ifMatch));
  }

  /** The same as an answer with the document read, in less time: documents may be large. */
  #written(stored: WrittenDocument, reply: FastifyReply): string {
    void reply.header('etag', etagOf(stored.revision, stored.marking));
    void reply.header('content-type', 'application/json; charset=utf-8');
    const head = JSON.stringify(this.showHead(stored));
    return `${head.slice(0, -1)},"document":${stored.text}}`;
  }

  #tagged(stored: StoredDocument<object>, reply: FastifyReply): Shown {
    void reply.header('etag', etagOf(stored.revision, stored.marking));
    return this.show(stored);
  }
}
