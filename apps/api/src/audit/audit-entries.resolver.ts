import { Args, Query, Resolver } from '@nestjs/graphql';
import { AuditLog, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { bodyPipe } from '../requests/validation.js';
import { connection, ConnectionOf, type Connection } from '../shown/page.js';
import { AuditFilterInput, auditFilterOf } from './audit-entries.query.js';
import { AuditEntry } from './audit-entry.model.js';

const AuditEntryConnection = ConnectionOf(() => AuditEntry, 'AuditEntry');

@Resolver(() => AuditEntry)
export class AuditEntriesResolver {
  constructor(private readonly log: AuditLog) {}

  @Query(() => AuditEntryConnection, {
    description: 'Who changed what in the workspace, newest first. For admins.',
  })
  async auditEntries(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }, bodyPipe) filter?: AuditFilterInput,
  ): Promise<Connection<AuditEntry>> {
    const found = await this.log.list(caller, auditFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (entry) => AuditEntry.from(entry));
  }
}
