import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { ListOfIdentifiers, Nested, OneOfOr, RecordOf, Union } from '../fields/object-fields.js';
import { Quantity } from '../fields/quantity.js';
import { Amount, Identifier, OneOf, Text } from '../fields/scalar-fields.js';
import { KeepAlive, Multiplex, NoReuse, Persistent } from './connections.js';
import { Provenance } from './provenance.js';

@Described<Extract<Shape.Distribution, object>['sticky']>({
  name: 'Sticky',
  noun: 'a stickiness',
  description: 'Clients that stay on one instance each, with popularity falling by a power law.',
})
export class Sticky {
  @Amount({ required: true, unit: 'clients', min: 1, integer: true, description: 'Distinct clients.' })
  readonly clients!: number;

  @Amount({
    required: true,
    min: 0,
    max: 10,
    description: "Zipf's exponent: 0 where all clients weigh the same.",
  })
  readonly zipf!: number;
}

@Described<Extract<Shape.Distribution, object>>({
  name: 'StickyDistribution',
  noun: 'a sticky distribution',
  description: 'Traffic that follows its client to one instance.',
})
export class StickyDistribution {
  @Nested(Sticky, { required: true, description: 'The clients that stick.' })
  readonly sticky!: Sticky;
}

@Described<Shape.Leg>({
  name: 'Leg',
  noun: 'a leg',
  description:
    'The connections from one terminating node to another, through zero or more pass-through nodes.',
})
export class Leg {
  @Identifier({ required: true, description: 'Unique among the legs.' })
  readonly id!: string;

  @Identifier({ required: true, description: 'The node that opens the connections.' })
  readonly from!: string;

  @Identifier({ required: true, description: 'The node that accepts them.' })
  readonly to!: string;

  @ListOfIdentifiers({
    items: 'node ids',
    maxItems: 20,
    description:
      'Pass-through nodes on the way, nearest to the initiator first: NAT gateways, layer 4 load balancers, firewalls.',
  })
  readonly via?: readonly string[];

  @Text({ minLength: 0, maxLength: 2000, description: 'What a reader should know about it.' })
  readonly description?: string;

  @OneOf(['tcp', 'udp'], { default: 'tcp', description: 'Transport protocol.' })
  readonly protocol?: Shape.Protocol;

  @Quantity({
    unit: 'calls',
    min: 0,
    default: 1,
    description: 'Requests sent on this leg for each request that reaches `from`.',
  })
  readonly callsPerRequest?: Shape.Quantity;

  @Quantity({ min: 0, max: 1, default: 1, description: 'Share of those requests that take this leg.' })
  readonly share?: Shape.Quantity;

  @Quantity({ unit: 'attempts', min: 0, default: 0, description: 'Extra attempts per request, on average.' })
  readonly retriesPerRequest?: Shape.Quantity;

  @Quantity({
    required: true,
    unit: 'seconds',
    min: 0,
    description: 'Mean time from a request to the end of its response.',
  })
  readonly responseTimeSeconds!: Shape.Quantity;

  @Quantity({ unit: 'bytes', min: 0, description: 'Mean size of a request.' })
  readonly requestBytes?: Shape.Quantity;

  @Quantity({ unit: 'bytes', min: 0, description: 'Mean size of a response.' })
  readonly responseBytes?: Shape.Quantity;

  @Union(
    { none: NoReuse, 'keep-alive': KeepAlive, multiplex: Multiplex, persistent: Persistent },
    {
      name: 'Connections',
      by: 'reuse',
      description:
        "How requests share connections; the profile's way where absent, else one connection per request.",
    },
  )
  readonly connections?: NoReuse | KeepAlive | Multiplex | Persistent;

  @OneOfOr(['even', 'hash'], StickyDistribution, {
    description: "How the initiator's traffic falls on instances and endpoints.",
  })
  readonly distribution?: 'even' | 'hash' | StickyDistribution;

  @RecordOf(Provenance, {
    keys: 'field names',
    description: "Where this leg's values come from, by field name.",
  })
  readonly provenance?: Readonly<Record<string, Provenance>>;
}
