import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { AmountOr, ListOf, Nested, RecordOf } from '../fields/object-fields.js';
import { Quantity } from '../fields/quantity.js';
import { notBelow, unique } from '../fields/rules.js';
import { Amount, Flag, Text } from '../fields/scalar-fields.js';
import { Host } from './host.js';
import { CallerUsage, DestinationUsage, LegUsage } from './leg-usage.js';
import { Allocation } from './translator.js';
import { LONGEST_ADDRESS, sharesOfOne } from './usage-rules.js';
import type * as UsageShape from './usage-shape.js';

@Described<UsageShape.InstancesUsage>({
  name: 'InstancesUsage',
  noun: 'the usage of instances',
  description: 'How a group scales. What is not given is as the source says.',
  rules: [notBelow('max', 'min')],
})
export class InstancesUsage {
  @Amount({ unit: 'instances', min: 1, integer: true, description: 'Fewest instances.' })
  readonly min?: number;

  @Amount({ unit: 'instances', min: 1, integer: true, description: 'Most instances.' })
  readonly max?: number;

  @Quantity({
    unit: 'requests per second',
    above: 0,
    description: 'What one instance takes before another is added.',
  })
  readonly requestsPerSecondPerInstance?: Shape.Quantity;
}

@Described<UsageShape.ResourceUsage>({
  name: 'ResourceUsage',
  noun: 'the usage of a resource',
  description:
    'What a source cannot know about one of its resources. Fields of its node, the demand of its clients, and what holds for the calls that it answers. Fields that are not given stay as imported.',
  rules: [unique('destinations', 'name', 'duplicate-name'), sharesOfOne],
})
export class ResourceUsage extends LegUsage {
  @Amount({
    unit: 'requests per second',
    min: 0,
    description: 'The base demand of whoever calls it from outside the topology.',
  })
  readonly requestsPerSecond?: number;

  @AmountOr(InstancesUsage, {
    unit: 'instances',
    min: 1,
    integer: true,
    description: 'Machines, or how their number follows the request rate.',
  })
  readonly instances?: number | InstancesUsage;

  @Amount({ unit: 'processes', min: 1, integer: true, description: 'Processes on each instance.' })
  readonly processesPerInstance?: number;

  @Amount({ unit: 'containers', min: 1, integer: true, description: 'Containers on each machine.' })
  readonly containersPerInstance?: number;

  @Amount({ unit: 'zones', min: 1, integer: true, description: 'Zones that it is spread over.' })
  readonly zones?: number;

  @Amount({ unit: 'addresses', min: 1, integer: true, description: 'Public addresses of one gateway.' })
  readonly publicIps?: number;

  @Amount({
    unit: 'endpoints',
    min: 1,
    integer: true,
    description: 'Address:port pairs that it is called at.',
  })
  readonly endpoints?: number;

  @Quantity({ min: 0, max: 1, description: 'Share of requests answered without asking further.' })
  readonly cacheHitRatio?: Shape.Quantity;

  @Amount({ unit: 'connections', min: 1, integer: true, description: 'Connections that it holds at most.' })
  readonly maxConnections?: number;

  @Amount({ unit: 'seconds', above: 0, description: 'How long it keeps an idle connection.' })
  readonly idleTimeoutSeconds?: number;

  @Flag({ description: 'Whether a layer 4 load balancer replaces the source address.' })
  readonly snat?: boolean;

  @Nested(Allocation, { description: 'How its ports are handed out.' })
  readonly allocation?: Allocation;

  @Nested(Host, { description: 'The operating system of its machines.' })
  readonly host?: Host;

  @Text({ description: 'A profile of the catalogue.' })
  readonly profile?: string;

  @ListOf(DestinationUsage, {
    items: 'destinations',
    minItems: 1,
    maxItems: 200,
    description:
      'Everything outside that is called through a NAT gateway, whoever calls; of a workload, everything that it calls, through whichever gateway. In the place of the one destination that the import assumes.',
  })
  readonly destinations?: readonly DestinationUsage[];

  @RecordOf(CallerUsage, {
    keys: 'addresses of callers',
    longestKey: LONGEST_ADDRESS,
    description: 'What differs by caller, by the address of that one.',
  })
  readonly from?: Readonly<Record<string, CallerUsage>>;
}
