import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { Union } from '../fields/object-fields.js';
import { Quantity } from '../fields/quantity.js';
import { Amount, Identifier } from '../fields/scalar-fields.js';
import { KeepAlive, Multiplex, NoReuse, Persistent } from './connections.js';
import type * as UsageShape from './usage-shape.js';

/** What a leg carries and a source does not tell. */
export abstract class LegUsage {
  @Quantity({
    last: true,
    unit: 'calls',
    min: 0,
    description: 'Requests sent there for each request that reaches the caller.',
  })
  readonly callsPerRequest?: Shape.Quantity;

  @Quantity({ last: true, min: 0, max: 1, description: 'Share of the calls that go there.' })
  readonly share?: Shape.Quantity;

  @Quantity({ last: true, unit: 'attempts', min: 0, description: 'Extra attempts per request, on average.' })
  readonly retriesPerRequest?: Shape.Quantity;

  @Quantity({
    last: true,
    unit: 'seconds',
    min: 0,
    description: 'Mean time from a request to the end of its response.',
  })
  readonly responseTimeSeconds?: Shape.Quantity;

  @Quantity({ last: true, unit: 'bytes', min: 0, description: 'Mean size of a request.' })
  readonly requestBytes?: Shape.Quantity;

  @Quantity({ last: true, unit: 'bytes', min: 0, description: 'Mean size of a response.' })
  readonly responseBytes?: Shape.Quantity;

  @Union(
    { none: NoReuse, 'keep-alive': KeepAlive, multiplex: Multiplex, persistent: Persistent },
    {
      last: true,
      name: 'Connections',
      by: 'reuse',
      description: 'How requests share connections, and how long these are open.',
    },
  )
  readonly connections?: NoReuse | KeepAlive | Multiplex | Persistent;
}

@Described<UsageShape.CallerUsage>({
  name: 'CallerUsage',
  noun: 'the usage by one caller',
  description: 'What holds for the calls of one caller only.',
})
export class CallerUsage extends LegUsage {}

@Described<UsageShape.DestinationUsage>({
  name: 'DestinationUsage',
  noun: 'a destination',
  description: 'Something outside that is called.',
})
export class DestinationUsage extends LegUsage {
  @Identifier({
    required: true,
    description: 'Id of its node in the topology. Gateways that name the same destination share it.',
  })
  readonly name!: string;

  @Amount({
    unit: 'endpoints',
    min: 1,
    integer: true,
    description: 'Distinct address:port pairs that it is called at; 1 where absent.',
  })
  readonly endpoints?: number;
}
