import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { Nested, RecordOf, RecordOfText } from '../fields/object-fields.js';
import { notBelow } from '../fields/rules.js';
import { Quantity } from '../fields/quantity.js';
import { Amount, Flag, Identifier, OneOf, Text } from '../fields/scalar-fields.js';
import { Provenance } from './provenance.js';
import { Allocation, PortSearch } from './translator.js';

@Described<Shape.AutoScaling>({
  name: 'AutoScaling',
  noun: 'an auto-scaling rule',
  description: 'A number of instances that follows the request rate, between two bounds.',
  rules: [notBelow('max', 'min')],
})
export class AutoScaling {
  @Amount({ required: true, unit: 'instances', min: 1, integer: true, description: 'Fewest instances.' })
  readonly min!: number;

  @Amount({ required: true, unit: 'instances', min: 1, integer: true, description: 'Most instances.' })
  readonly max!: number;

  @Quantity({
    required: true,
    unit: 'requests per second',
    above: 0,
    description: 'What one instance takes before another is added.',
  })
  readonly requestsPerSecondPerInstance!: Shape.Quantity;
}

export const NODE_KINDS = [
  'clients',
  'load-balancer',
  'nat-gateway',
  'proxy',
  'backend',
  'external',
  'firewall',
  'cluster',
] as const;

export abstract class NodeBase {
  @Identifier({ required: true, description: 'Unique among the nodes; legs name it.' })
  readonly id!: string;

  @OneOf(NODE_KINDS, { required: true, description: 'What it is.' })
  readonly kind!: Shape.NodeKind;

  @Text({ minLength: 0, maxLength: 2000, description: 'What a reader should know about it.' })
  readonly description?: string;

  @Text({
    description:
      "A profile of the catalogue, such as `aws/nat-gateway`, or one of the topology's own, that fills what is not given here.",
  })
  readonly profile?: string;

  @RecordOfText({ last: true, keys: 'names', description: 'Free labels, such as team or environment.' })
  readonly labels?: Readonly<Record<string, string>>;

  @RecordOf(Provenance, {
    last: true,
    keys: 'field names',
    description: "Where this node's values come from, by field name (`publicIps`, `host.sourceIps`).",
  })
  readonly provenance?: Readonly<Record<string, Provenance>>;
}

/** What every box that translates source addresses has, by the catalogue's own field names. */
export abstract class TranslatorNode extends NodeBase {
  @Amount({ unit: 'addresses', min: 1, integer: true, description: 'Public addresses of one gateway.' })
  readonly publicIps?: number;

  @Amount({
    unit: 'zones',
    min: 1,
    integer: true,
    default: 1,
    description: 'Gateways of this kind that share the traffic, one a zone.',
  })
  readonly zones?: number;

  @Amount({
    unit: 'ports',
    min: 1,
    max: 65_536,
    integer: true,
    description: 'Ports of one address: toward one endpoint when endpoint-dependent, in all when not.',
  })
  readonly portsPerIp?: number;

  @Quantity({
    unit: 'seconds',
    min: 0,
    description: 'How long a tuple stays unusable after its connection closed.',
  })
  readonly quarantineSeconds?: Shape.Quantity;

  @Amount({ unit: 'seconds', min: 0, description: 'How long a silent connection keeps its translation.' })
  readonly idleTimeoutSeconds?: number;

  @Amount({
    unit: 'seconds',
    min: 0,
    description: 'How long a UDP mapping stays after its last datagram: UDP has no close.',
  })
  readonly udpIdleTimeoutSeconds?: number;

  @OneOf(['endpoint', 'translator'], {
    description:
      'What a SNAT port is unique to: each destination endpoint, or the whole translator (endpoint-independent).',
  })
  readonly tupleScope?: Shape.TranslatorTupleScope;

  @Nested(Allocation, { description: 'How ports are handed to the machines behind it.' })
  readonly allocation?: Allocation;

  @Nested(PortSearch, { description: 'How it looks for a free port.' })
  readonly portSearch?: PortSearch;

  @OneOf(['random', 'hash-source-destination', 'searched', 'per-vm'], {
    description: 'How it picks one of its addresses for a connection.',
  })
  readonly ipSelection?: Shape.IpSelection;

  @Flag({
    description: 'Netfilter: whether its rule says `--random-fully`, so that no two dials race for a port.',
  })
  readonly randomFully?: boolean;

  @Amount({
    unit: 'addresses',
    min: 1,
    integer: true,
    description: 'Public addresses that one gateway can have at most.',
  })
  readonly maxPublicIps?: number;

  @Amount({
    unit: 'connections',
    min: 1,
    integer: true,
    description: 'Connections that one gateway holds at most, to all destinations.',
  })
  readonly maxConnections?: number;

  @Amount({ unit: 'bits per second', above: 0, description: 'Bandwidth of one gateway.' })
  readonly bitsPerSecond?: number;

  @Amount({ unit: 'packets per second', above: 0, description: 'Packet rate of one gateway.' })
  readonly packetsPerSecond?: number;

  @Amount({
    unit: 'entries',
    min: 1,
    integer: true,
    description: 'Entries that the connection tracking table holds.',
  })
  readonly conntrackMax?: number;
}
