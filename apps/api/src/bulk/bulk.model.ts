import { ObjectType } from '@nestjs/graphql';
import type { BulkOutcome } from '@portplan/planning';
import { etagOf } from '../requests/precondition.js';
import { Shown } from '../shown/shown.js';

const STATUS_OF = { create: 201, update: 200, delete: 204 } as const;

@ObjectType({ description: 'What came of one change.' })
export class ChangeOutcome {
  @Shown('text', 'What was done.', { values: ['create', 'update', 'delete'] })
  action!: string;

  @Shown('count', 'HTTP status, as a request of its own would have had.')
  status!: number;

  @Shown('id', 'Of what was changed.')
  id!: string;

  @Shown('text', 'Null where it is gone.', { nullable: true })
  name!: string | null;

  @Shown('count', 'Null where it is gone.', { nullable: true })
  revision!: number | null;

  @Shown('text', 'For If-Match; null where it is gone.', { nullable: true })
  etag!: string | null;

  static from({ action, id, changed }: BulkOutcome): ChangeOutcome {
    return Object.assign(new ChangeOutcome(), {
      action,
      status: STATUS_OF[action],
      id,
      name: changed?.name ?? null,
      revision: changed?.revision ?? null,
      etag: changed === null ? null : etagOf(changed.revision, changed.marking),
    });
  }
}

@ObjectType({ description: 'What came of many changes, all of which were made.' })
export class ChangeOutcomes {
  @Shown(() => ChangeOutcome, 'One for each change, in their order.', { list: true })
  items!: ChangeOutcome[];

  static from(outcomes: readonly BulkOutcome[]): ChangeOutcomes {
    return Object.assign(new ChangeOutcomes(), { items: outcomes.map((each) => ChangeOutcome.from(each)) });
  }
}
