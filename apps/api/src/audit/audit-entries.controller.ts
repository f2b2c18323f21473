import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditLog, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { Closed, Problems } from '../openapi/answers.js';
import { pageRequest } from '../requests/list-query.js';
import { SparseList } from '../requests/sparse.js';
import { queryPipe } from '../requests/validation.js';
import { itemPage, ItemPageOf, type ItemPage } from '../shown/page.js';
import { AuditQuery, auditFilterOf } from './audit-entries.query.js';
import { AuditEntry } from './audit-entry.model.js';

const AuditEntryList = ItemPageOf(() => AuditEntry, 'AuditEntry');

@ApiTags('audit')
@Closed()
@Controller('v1/audit-entries')
export class AuditEntriesController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOperation({ summary: 'Who changed what in the workspace, newest first. For admins.' })
  @ApiOkResponse({ type: AuditEntryList })
  @SparseList(AuditEntry)
  @Problems('invalid-parameter', 'invalid-cursor')
  async list(@WhoAsks() caller: Caller, @Query(queryPipe) query: AuditQuery): Promise<ItemPage<AuditEntry>> {
    return itemPage(await this.log.list(caller, auditFilterOf(query), pageRequest(query)), (entry) =>
      AuditEntry.from(entry),
    );
  }
}
