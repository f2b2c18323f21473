import type * as Shape from '@portplan/engine';
import { AsIn } from '../fields/as-in.js';
import { Described } from '../fields/described.js';
import { Amount, Flag, OneOf, RangeOf } from '../fields/scalar-fields.js';
import { NatGatewayNode } from './translating-nodes.js';
import type { Allocation, PortSearch } from './translator.js';

@Described<Shape.ProfileTranslator>({
  name: 'ProfileTranslator',
  noun: 'the translator of a profile',
  description: 'What translators of a profile have where a node does not say.',
})
export class ProfileTranslator {
  @AsIn(NatGatewayNode)
  readonly publicIps?: number;

  @AsIn(NatGatewayNode)
  readonly portsPerIp?: number;

  @AsIn(NatGatewayNode)
  readonly quarantineSeconds?: Shape.Quantity;

  @AsIn(NatGatewayNode)
  readonly idleTimeoutSeconds?: number;

  @AsIn(NatGatewayNode)
  readonly udpIdleTimeoutSeconds?: number;

  @AsIn(NatGatewayNode)
  readonly tupleScope?: Shape.TranslatorTupleScope;

  @AsIn(NatGatewayNode)
  readonly allocation?: Allocation;

  @AsIn(NatGatewayNode)
  readonly portSearch?: PortSearch;

  @AsIn(NatGatewayNode)
  readonly ipSelection?: Shape.IpSelection;

  @AsIn(NatGatewayNode)
  readonly randomFully?: boolean;

  @AsIn(NatGatewayNode)
  readonly maxPublicIps?: number;

  @AsIn(NatGatewayNode)
  readonly maxConnections?: number;

  @AsIn(NatGatewayNode)
  readonly bitsPerSecond?: number;

  @AsIn(NatGatewayNode)
  readonly packetsPerSecond?: number;

  @AsIn(NatGatewayNode)
  readonly conntrackMax?: number;

  @OneOf(['gateway', 'vm', 'node'], {
    description: 'Who owns a pool of ports: a gateway, each VM behind it, or each machine of a cluster.',
  })
  readonly scope?: 'gateway' | 'vm' | 'node';

  @Amount({
    unit: 'ports',
    min: 1,
    max: 65_536,
    integer: true,
    description:
      'Ports of one address that can be handed out to VMs in all, where they are allocated per VM.',
  })
  readonly allocatablePortsPerIp?: number;

  @OneOf(['none', 'power-of-two', 'multiple-of-8'], {
    description: "What a machine's block of ports is rounded up to.",
  })
  readonly blockRounding?: 'none' | 'power-of-two' | 'multiple-of-8';

  @Flag({ description: "Whether one machine's block may lie on several addresses." })
  readonly blocksSpanAddresses?: boolean;

  @Amount({
    unit: 'addresses',
    min: 1,
    integer: true,
    description: 'Addresses of one gateway that an account gets without asking.',
  })
  readonly defaultPublicIpQuota?: number;

  @RangeOf({
    unit: 'ports',
    min: 1,
    max: 65_535,
    description: 'First and last source port that it hands out, both included.',
  })
  readonly sourcePortRange?: readonly [number, number];

  @Amount({ unit: 'seconds', min: 0, description: 'How long a tuple stays unusable after a reset.' })
  readonly resetQuarantineSeconds?: number;

  @Amount({
    unit: 'seconds',
    min: 0,
    description: 'How long a UDP port stays unusable after its mapping was idle for too long.',
  })
  readonly udpQuarantineSeconds?: number;

  @Flag({
    description: 'Whether it also rewrites the destination, so that initiators see its address.',
  })
  readonly rewritesDestination?: boolean;
}
