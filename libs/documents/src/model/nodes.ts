import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { AmountOr, ListOf, Nested } from '../fields/object-fields.js';
import { Quantity } from '../fields/quantity.js';
import { Amount, Flag, OneOf, RangeOf, Text } from '../fields/scalar-fields.js';
import { Host } from './host.js';
import { AutoScaling, NodeBase } from './node-base.js';

@Described<Shape.ClientsNode>({
  name: 'ClientsNode',
  noun: 'a clients node',
  description: 'A source of demand. Its own ports are modelled only where it is given a `host`.',
})
export class ClientsNode extends NodeBase {
  @OneOf(['clients'], { required: true, description: 'A source of demand.' })
  declare readonly kind: 'clients';

  @AmountOr(AutoScaling, {
    unit: 'instances',
    min: 1,
    integer: true,
    description: 'Machines that the demand comes from.',
  })
  readonly instances?: number | AutoScaling;

  @Nested(Host, { description: 'The operating system of those machines.' })
  readonly host?: Host;
}

@Described<Shape.ProxyNode>({
  name: 'ProxyNode',
  noun: 'a proxy',
  description: 'Ends connections and opens its own, with or without a cache.',
})
export class ProxyNode extends NodeBase {
  @OneOf(['proxy'], { required: true, description: 'A proxy.' })
  declare readonly kind: 'proxy';

  @OneOf(['forward', 'reverse'], {
    required: true,
    description: 'Whether it stands before clients or before servers.',
  })
  readonly mode!: 'forward' | 'reverse';

  @AmountOr(AutoScaling, { unit: 'instances', min: 1, integer: true, default: 1, description: 'Machines.' })
  readonly instances?: number | AutoScaling;

  @Amount({
    unit: 'processes',
    min: 1,
    integer: true,
    default: 1,
    description: 'Processes with pools of their own on each instance.',
  })
  readonly processesPerInstance?: number;

  @Amount({
    unit: 'zones',
    min: 1,
    integer: true,
    default: 1,
    description: 'Zones that the instances are spread over.',
  })
  readonly zones?: number;

  @Amount({
    unit: 'endpoints',
    min: 1,
    integer: true,
    description: 'Distinct address:port pairs that its clients connect to.',
  })
  readonly endpoints?: number;

  @Quantity({ min: 0, max: 1, default: 0, description: 'Share of requests answered without asking further.' })
  readonly cacheHitRatio?: Shape.Quantity;

  @Amount({
    unit: 'connections',
    min: 1,
    integer: true,
    description: 'Connections that one instance holds at most.',
  })
  readonly maxConnections?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long it keeps a silent connection.' })
  readonly idleTimeoutSeconds?: number;

  @Nested(Host, { description: 'The operating system that it opens its own connections from.' })
  readonly host?: Host;
}

@Described<Shape.BackendNode>({
  name: 'BackendNode',
  noun: 'a backend',
  description: 'Servers that answer requests, and may call others to do so.',
})
export class BackendNode extends NodeBase {
  @OneOf(['backend'], { required: true, description: 'Servers.' })
  declare readonly kind: 'backend';

  @AmountOr(AutoScaling, { unit: 'instances', min: 1, integer: true, default: 1, description: 'Machines.' })
  readonly instances?: number | AutoScaling;

  @Amount({
    unit: 'processes',
    min: 1,
    integer: true,
    default: 1,
    description: 'Processes with pools of their own on each instance.',
  })
  readonly processesPerInstance?: number;

  @Amount({
    unit: 'zones',
    min: 1,
    integer: true,
    default: 1,
    description: 'Zones that the instances are spread over.',
  })
  readonly zones?: number;

  @Amount({
    unit: 'endpoints',
    min: 1,
    integer: true,
    description: 'Distinct address:port pairs that its clients connect to; one an instance where not given.',
  })
  readonly endpoints?: number;

  @Amount({
    unit: 'connections',
    min: 1,
    integer: true,
    description: 'Connections that all instances together hold at most.',
  })
  readonly maxConnections?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long it keeps a silent connection.' })
  readonly idleTimeoutSeconds?: number;

  @Nested(Host, { description: 'The operating system that it opens its own connections from.' })
  readonly host?: Host;
}

@Described<Shape.ExternalNode>({
  name: 'ExternalNode',
  noun: 'an external node',
  description: 'A destination outside: an API, a database of someone else.',
})
export class ExternalNode extends NodeBase {
  @OneOf(['external'], { required: true, description: 'A destination outside.' })
  declare readonly kind: 'external';

  @Amount({
    unit: 'endpoints',
    min: 1,
    integer: true,
    default: 1,
    description: 'Distinct address:port pairs behind the name.',
  })
  readonly endpoints?: number;

  @Amount({ unit: 'connections', min: 1, integer: true, description: 'Connections that it accepts at most.' })
  readonly maxConnections?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long it keeps a silent connection.' })
  readonly idleTimeoutSeconds?: number;
}

const IPV4_BLOCK = String.raw`(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?=\d)|(?=\/))){4}\/(?:3[0-2]|[12]?\d)`;
const IPV6_BLOCK = String.raw`(?=[^\/]*:)[0-9A-Fa-f:.]{2,45}\/(?:12[0-8]|1[01]\d|[1-9]?\d)`;

@Described<Shape.FirewallRule>({
  name: 'FirewallRule',
  noun: 'a firewall rule',
  description: 'One rule of a packet filter.',
})
export class FirewallRule {
  @OneOf(['inbound', 'outbound'], { required: true, description: 'As seen from what the filter protects.' })
  readonly direction!: 'inbound' | 'outbound';

  @OneOf(['tcp', 'udp', 'any'], { required: true, description: 'Transport protocol.' })
  readonly protocol!: 'tcp' | 'udp' | 'any';

  @RangeOf({
    required: true,
    unit: 'ports',
    min: 0,
    max: 65_535,
    description: 'First and last destination port, both included.',
  })
  readonly ports!: readonly [number, number];

  @OneOf(['allow', 'deny'], { required: true, description: 'What happens to packets that match.' })
  readonly action!: 'allow' | 'deny';

  @Amount({ min: 0, integer: true, description: 'Lower numbers are read first.' })
  readonly priority?: number;

  @Text({
    maxLength: 50,
    pattern: `^(?:${IPV4_BLOCK}|${IPV6_BLOCK})$`,
    form: 'a CIDR block, such as "10.0.0.0/16" or "::/0"',
    description: "The other side's addresses as a CIDR block; any where absent.",
  })
  readonly cidr?: string;
}

@Described<Shape.FirewallNode>({
  name: 'FirewallNode',
  noun: 'a firewall',
  description: 'A packet filter on the path: stateful as a security group, stateless as a network ACL.',
})
export class FirewallNode extends NodeBase {
  @OneOf(['firewall'], { required: true, description: 'A packet filter.' })
  declare readonly kind: 'firewall';

  @Flag({ description: 'Whether it tracks connections, so that return traffic passes by itself.' })
  readonly stateful?: boolean;

  @ListOf(FirewallRule, {
    items: 'firewall rules',
    maxItems: 10_000,
    description: 'What it lets through and what not.',
  })
  readonly rules?: readonly FirewallRule[];

  @Amount({
    unit: 'entries',
    min: 1,
    integer: true,
    description: 'Entries that the connection tracking table holds.',
  })
  readonly conntrackMax?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long a silent connection stays in the table.' })
  readonly idleTimeoutSeconds?: number;

  @Quantity({ unit: 'seconds', min: 0, description: 'How long a closed connection stays in the table.' })
  readonly quarantineSeconds?: Shape.Quantity;
}
