import { ObjectType } from '@nestjs/graphql';
import type { CalibratedTopology } from '@portplan/planning';
import { Shown } from '../shown/shown.js';
import { Topology } from '../shown/stored.model.js';

@ObjectType({ description: 'A time that was found from measured series.' })
class MeasuredSeconds {
  @Shown('number', 'Lower bound, at 90 % confidence.')
  low!: number;

  @Shown('number', 'Best estimate.')
  mid!: number;

  @Shown('number', 'Upper bound, at 90 % confidence.')
  high!: number;
}

@ObjectType({ description: 'Predicted beside observed, where the fit has not looked.' })
class HeldBack {
  @Shown('count', 'Periods at the end of the series that the fit has not seen.')
  samples!: number;

  @Shown('number', 'Open connections there, on average.')
  observedMean!: number;

  @Shown('number', 'Open connections there as predicted, on average.')
  predictedMean!: number;

  @Shown('number', 'Mean of |predicted − observed| over the mean observed.')
  meanError!: number;
}

@ObjectType({ description: 'Connections that are open at once.' })
class OpenConnections {
  @Shown('number', 'On average over the measured time.')
  observed!: number;

  @Shown('number', 'As the documents said before.')
  before!: number;

  @Shown('number', 'As they say with the found values.')
  after!: number;
}

@ObjectType({ description: 'A value that was found, and what stood there.' })
class CalibratedValue {
  @Shown('text', 'Where the value stands.', { values: ['topology', 'forecast'] })
  document!: string;

  @Shown('text', 'RFC 6901 pointer into that document.')
  pointer!: string;

  @Shown('anything', 'What stood there; null where nothing did.', { nullable: true })
  before!: unknown;

  @Shown('anything', 'What was found.')
  after!: unknown;

  @Shown('text', 'How it was found.')
  reason!: string;
}

@ObjectType({ description: 'Values found from measured series, and how well they predict.' })
export class Calibrated {
  @Shown('text', 'Id of the pool that was measured.')
  pool!: string;

  @Shown('text', 'Id of the leg whose connections it holds.')
  leg!: string;

  @Shown('count', 'Periods in which both the open connections and the rate of new ones are known.')
  samples!: number;

  @Shown(() => MeasuredSeconds, 'How long a connection is open.')
  holdingTimeSeconds!: MeasuredSeconds;

  @Shown(() => HeldBack, 'Predicted beside observed, where the fit has not looked.')
  heldBack!: HeldBack;

  @Shown('number', 'Requests that share a connection; null where requests were not measured.', {
    nullable: true,
  })
  requestsPerConnection!: number | null;

  @Shown('number', 'Busiest period over the mean.')
  peakFactor!: number;

  @Shown('number', 'How long a tuple stayed taken after close; null where that was not measured.', {
    nullable: true,
  })
  quarantineSeconds!: number | null;

  @Shown('number', 'Connections a second that found no port; null where not measured.', { nullable: true })
  failuresPerSecond!: number | null;

  @Shown(() => OpenConnections, 'What was measured, and what the documents say of it.')
  openConnections!: OpenConnections;

  @Shown(() => CalibratedValue, 'What changes in the documents.', { list: true })
  values!: CalibratedValue[];

  @Shown('json', 'The topology with the found values.', { document: 'Topology' })
  topology!: object;

  @Shown('json', 'The forecast with the found values.', { document: 'Forecast' })
  forecast!: object;

  @Shown(() => Topology, 'The topology at the revision that was made; null where it was only asked.', {
    nullable: true,
  })
  applied!: Topology | null;

  static from({ calibration, stored }: CalibratedTopology): Calibrated {
    const { holdingTime, ...rest } = calibration;
    return Object.assign(new Calibrated(), rest, {
      holdingTimeSeconds: holdingTime.seconds,
      heldBack: holdingTime.heldBack,
      applied: stored === null ? null : Topology.from(stored),
    });
  }
}
