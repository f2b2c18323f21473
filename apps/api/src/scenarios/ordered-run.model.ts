import { ObjectType } from '@nestjs/graphql';
import { RUN_STATES, type OrderedRun as Ordered, type RunFailure, type RunState } from '@portplan/planning';
import { Shown } from '../shown/shown.js';

@ObjectType('RunFailure', { description: 'Why a run failed.' })
class Failure implements RunFailure {
  @Shown('text', 'As in problem details.')
  code!: string;

  @Shown('text', 'In a sentence.')
  detail!: string;
}

@ObjectType({ description: 'A run that was ordered, and how far it is.' })
export class OrderedRun {
  @Shown('id', 'UUID; its result, once there is one, is the run of the same id.')
  id!: string;

  @Shown('id', 'Scenario that is run, as it is when the run begins.')
  scenarioId!: string;

  @Shown('text', 'What has become of it.', { values: RUN_STATES })
  state!: RunState;

  @Shown('count', 'Percent of the plan that is done; 100 only when it is stored.', {
    minimum: 0,
    maximum: 100,
  })
  progress!: number;

  @Shown(() => Failure, 'Why it failed; null unless it did.', { nullable: true })
  failure!: Failure | null;

  @Shown('instant', 'When it was ordered.')
  createdAt!: string;

  @Shown('instant', 'When it began; null while it is queued.', { nullable: true })
  startedAt!: string | null;

  @Shown('instant', 'Null until it succeeded, failed or was cancelled.', { nullable: true })
  finishedAt!: string | null;

  static from({ createdAt, startedAt, finishedAt, ...rest }: Ordered): OrderedRun {
    return Object.assign(new OrderedRun(), rest, {
      createdAt: createdAt.toISOString(),
      startedAt: startedAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
    });
  }
}
