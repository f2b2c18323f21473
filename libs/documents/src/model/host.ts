import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { ListOfRanges } from '../fields/object-fields.js';
import { Quantity } from '../fields/quantity.js';
import { Amount, Flag, OneOf, RangeOf, Text } from '../fields/scalar-fields.js';

@Described<Shape.Host>({
  name: 'Host',
  noun: 'a host',
  description:
    'The operating system under an initiator: who hands out ephemeral ports, and how. Every value overrides the profile.',
})
export class Host {
  @Text({
    description:
      "A host profile of the catalogue, such as `linux` or `windows`, or one of the topology's own.",
  })
  readonly profile?: string;

  @RangeOf({
    unit: 'ports',
    min: 1,
    max: 65_535,
    description: 'First and last port that the host hands out, both included.',
  })
  readonly ephemeralPortRange?: readonly [number, number];

  @ListOfRanges({
    items: 'ports and ranges [first, last]',
    unit: 'ports',
    min: 1,
    max: 65_535,
    maxItems: 10_000,
    description: 'Ports of that range that are kept for other uses.',
  })
  readonly reservedPorts?: readonly Shape.PortOrRange[];

  @Quantity({
    unit: 'addresses',
    min: 1,
    integer: true,
    description: 'Source addresses that the connections are spread over.',
  })
  readonly sourceIps?: Shape.Quantity;

  @Quantity({
    unit: 'seconds',
    min: 0,
    description: 'How long a closed connection keeps its tuple in TIME_WAIT.',
  })
  readonly timeWaitSeconds?: Shape.Quantity;

  @Flag({
    description: 'Whether outgoing connections may take over a tuple in TIME_WAIT (Linux: tcp_tw_reuse = 1).',
  })
  readonly timeWaitReuse?: boolean;

  @OneOf(['connect', 'bind-source', 'bind-any'], {
    description:
      'How programs take source ports: at connect, by binding a source address first (without IP_BIND_ADDRESS_NO_PORT), or by binding the wildcard.',
  })
  readonly bind?: Shape.Bind;

  @OneOf(['endpoint', 'host'], {
    description: 'What a source port is unique to: each destination endpoint, or the whole host.',
  })
  readonly tupleScope?: Shape.HostTupleScope;

  @Amount({
    unit: 'entries',
    min: 1,
    integer: true,
    description: 'Entries that the connection tracking table holds.',
  })
  readonly conntrackMax?: number;

  @Amount({ unit: 'files', min: 1, integer: true, description: 'Open files that one process may have.' })
  readonly maxFileDescriptors?: number;
}
