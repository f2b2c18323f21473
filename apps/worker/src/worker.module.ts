import { Module, type DynamicModule } from '@nestjs/common';
import type { Persistence } from '@portplan/persistence';
import { PlanningModule, type PlannerLimits } from '@portplan/platform';

/** The api's modules without transport. */
@Module({})
export class WorkerModule {
  static over(persistence: Persistence, limits?: PlannerLimits): DynamicModule {
    return { module: WorkerModule, imports: [PlanningModule.over(persistence, limits)] };
  }
}
