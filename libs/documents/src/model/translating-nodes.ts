import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { AmountOr, Nested } from '../fields/object-fields.js';
import { Amount, Flag, OneOf } from '../fields/scalar-fields.js';
import { Host } from './host.js';
import { AutoScaling, TranslatorNode } from './node-base.js';

@Described<Shape.LoadBalancerNode>({
  name: 'LoadBalancerNode',
  noun: 'a load-balancer',
  description:
    'Layer 7 ends connections and opens its own; layer 4 passes them through, with or without SNAT.',
})
export class LoadBalancerNode extends TranslatorNode {
  @OneOf(['load-balancer'], { required: true, description: 'A load balancer.' })
  declare readonly kind: 'load-balancer';

  @OneOf([4, 7], { description: 'Layer 4 passes connections through, layer 7 ends them.' })
  readonly layer?: 4 | 7;

  @Flag({ description: 'Layer 4 only: whether it replaces the source address.' })
  readonly snat?: boolean;

  @AmountOr(AutoScaling, {
    unit: 'instances',
    min: 1,
    integer: true,
    description: 'Machines or balancer nodes.',
  })
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
    unit: 'endpoints',
    min: 1,
    integer: true,
    description: 'Distinct address:port pairs that its clients connect to.',
  })
  readonly endpoints?: number;

  @Nested(Host, { description: 'The operating system that it opens its own connections from.' })
  readonly host?: Host;
}

@Described<Shape.NatGatewayNode>({
  name: 'NatGatewayNode',
  noun: 'a nat-gateway',
  description: 'Replaces source addresses and ports on the way out.',
})
export class NatGatewayNode extends TranslatorNode {
  @OneOf(['nat-gateway'], { required: true, description: 'A NAT gateway.' })
  declare readonly kind: 'nat-gateway';
}

@Described<Shape.ClusterNode>({
  name: 'ClusterNode',
  noun: 'a cluster',
  description:
    "Machines whose containers share each machine's ports. As `via` it translates; as `from` it is the workload itself.",
})
export class ClusterNode extends TranslatorNode {
  @OneOf(['cluster'], { required: true, description: 'A cluster of machines that run containers.' })
  declare readonly kind: 'cluster';

  @AmountOr(AutoScaling, { unit: 'instances', min: 1, integer: true, description: 'Machines.' })
  readonly instances?: number | AutoScaling;

  @Amount({ unit: 'containers', min: 1, integer: true, description: 'Containers on each machine.' })
  readonly containersPerInstance?: number;

  @Amount({
    unit: 'processes',
    min: 1,
    integer: true,
    default: 1,
    description: 'Processes with pools of their own in each container.',
  })
  readonly processesPerInstance?: number;

  @Amount({
    unit: 'endpoints',
    min: 1,
    integer: true,
    description: 'Distinct address:port pairs that its clients connect to.',
  })
  readonly endpoints?: number;

  @Nested(Host, { description: 'The operating system of each machine.' })
  readonly host?: Host;
}
