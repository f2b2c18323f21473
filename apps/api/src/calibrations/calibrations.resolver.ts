import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { CalibrateTopology, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import { bodyPipe } from '../requests/validation.js';
import { CalibrationInput } from './calibration.input.js';
import { Calibrated } from './calibration.model.js';

@Resolver(() => Calibrated)
export class CalibrationsResolver {
  constructor(private readonly calibrating: CalibrateTopology) {}

  @Mutation(() => Calibrated, {
    description:
      'Values of a topology from measured series, with how well they predict; with an expected revision they are applied as the next one.',
  })
  async calibrateTopology(
    @WhoAsks() caller: Caller,
    @WhenGone() gone: AbortSignal,
    @Args('id', { type: () => ID }) id: string,
    @Args('input', bodyPipe) input: CalibrationInput,
    @Args('expectedRevision', { type: () => Int, nullable: true }) expectedRevision?: number | null,
  ): Promise<Calibrated> {
    const outcome = this.calibrating.run(caller, id, expectedRevision ?? null, input, gone);
    return Calibrated.from(await pointingIntoBody(outcome));
  }
}
