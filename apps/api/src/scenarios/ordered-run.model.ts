import { ApiProperty } from '@nestjs/swagger';
import { RUN_STATES, type OrderedRun as Ordered, type RunFailure, type RunState } from '@portplan/planning';

class Failure implements RunFailure {
  @ApiProperty({ description: 'As in problem details.' })
  code!: string;

  @ApiProperty()
  detail!: string;
}

const INSTANT = { type: String, format: 'date-time', nullable: true } as const;

/** A run that was ordered and has no result yet, or never will. */
export class OrderedRun {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'Scenario that is run, as it is when the run begins.' })
  scenarioId!: string;

  @ApiProperty({ enum: RUN_STATES })
  state!: RunState;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 100,
    description: 'Percent; an estimate by the scenario’s last run.',
  })
  progress!: number;

  @ApiProperty({
    type: Failure,
    nullable: true,
    description: 'Why it failed; null unless it did.',
  })
  failure!: Failure | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ ...INSTANT, description: 'Null while it is queued.' })
  startedAt!: string | null;

  @ApiProperty({ ...INSTANT, description: 'Null until it succeeded, failed or was cancelled.' })
  finishedAt!: string | null;

  static from({ createdAt, startedAt, finishedAt, ...rest }: Ordered): OrderedRun {
    return Object.assign(new OrderedRun(), rest, {
      createdAt: createdAt.toISOString(),
      startedAt: startedAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
    });
  }
}
