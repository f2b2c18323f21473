import type * as Shape from '@portplan/engine';
import { AsIn } from '../fields/as-in.js';
import { Described } from '../fields/described.js';
import { Amount, Flag, OneOf } from '../fields/scalar-fields.js';
import { KeepAlive, Multiplex } from './connections.js';
import { Host } from './host.js';
import { FirewallNode, ProxyNode } from './nodes.js';

@Described<Shape.ProfileHost>({
  name: 'ProfileHost',
  noun: 'the host of a profile',
  description: 'What hosts of a profile have where a document does not say.',
})
export class ProfileHost {
  @AsIn(Host)
  readonly ephemeralPortRange?: readonly [number, number];

  @AsIn(Host)
  readonly reservedPorts?: readonly Shape.PortOrRange[];

  @AsIn(Host)
  readonly sourceIps?: Shape.Quantity;

  @AsIn(Host)
  readonly timeWaitSeconds?: Shape.Quantity;

  @AsIn(Host)
  readonly timeWaitReuse?: boolean;

  @AsIn(Host)
  readonly bind?: Shape.Bind;

  @AsIn(Host)
  readonly tupleScope?: Shape.HostTupleScope;

  @AsIn(Host)
  readonly conntrackMax?: number;

  @AsIn(Host)
  readonly maxFileDescriptors?: number;
}

@Described<Shape.ProfilePool>({
  name: 'ProfilePool',
  noun: 'the pool of a profile',
  description: 'The connection pool of a profile, per process, where a leg does not say.',
})
export class ProfilePool {
  @OneOf(['none', 'keep-alive', 'multiplex'], { description: 'How requests share connections.' })
  readonly reuse?: 'none' | 'keep-alive' | 'multiplex';

  @AsIn(KeepAlive)
  readonly maxIdle?: number;

  @AsIn(KeepAlive)
  readonly maxConnections?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long an idle connection is kept.' })
  readonly idleTimeoutSeconds?: number;

  @AsIn(KeepAlive)
  readonly maxRequests?: number;

  @Amount({ unit: 'seconds', above: 0, description: 'Age at which a connection is closed.' })
  readonly maxAgeSeconds?: number;

  @AsIn(Multiplex)
  readonly maxConcurrentStreams?: number;

  @Flag({
    description:
      'Whether it opens a connection for each request at once although connections could carry many, until it is capped.',
  })
  readonly connectionPerConcurrentRequest?: boolean;

  @OneOf(['endpoint', 'destination'], {
    description:
      'What a kept connection is kept for: one endpoint, or the whole destination; each has a pool of its own.',
  })
  readonly poolScope?: Shape.PoolScope;

  @OneOf(['endpoint', 'destination'], { description: 'What maxIdle counts, where that is not poolScope.' })
  readonly maxIdleScope?: Shape.PoolScope;

  @OneOf(['endpoint', 'destination'], {
    description: 'What maxConnections counts, where that is not poolScope.',
  })
  readonly maxConnectionsScope?: Shape.PoolScope;
}

@Described<Shape.ProfileListener>({
  name: 'ProfileListener',
  noun: 'the listener of a profile',
  description: 'What the side that accepts connections does where a node does not say.',
})
export class ProfileListener {
  @AsIn(ProxyNode)
  readonly idleTimeoutSeconds?: number;

  @AsIn(KeepAlive)
  readonly maxRequests?: number;

  @AsIn(ProxyNode)
  readonly maxConnections?: number;
}

@Described<Shape.ProfileFirewall>({
  name: 'ProfileFirewall',
  noun: 'the firewall of a profile',
  description: 'What a packet filter tracks where a node does not say.',
})
export class ProfileFirewall {
  @AsIn(FirewallNode)
  readonly stateful?: boolean;

  @AsIn(FirewallNode)
  readonly conntrackMax?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long a silent connection stays in the table.' })
  readonly establishedIdleSeconds?: number;

  @Amount({ unit: 'seconds', min: 0, description: 'How long a closed connection stays in the table.' })
  readonly timeWaitSeconds?: number;
}

@Described<Shape.ProfilePrices>({
  name: 'ProfilePrices',
  noun: 'the prices of a profile',
  description: 'What a gateway and its addresses cost.',
})
export class ProfilePrices {
  @Amount({ unit: 'US dollars', min: 0, description: 'An hour of one gateway.' })
  readonly gatewayHour?: number;

  @Amount({ unit: 'US dollars', min: 0, description: 'An hour of one public address.' })
  readonly addressHour?: number;

  @Amount({ unit: 'US dollars', min: 0, description: 'A gigabyte that passes it.' })
  readonly gigabyte?: number;

  @Amount({ unit: 'US dollars', min: 0, description: "An hour of a load balancer's unit of capacity." })
  readonly capacityUnitHour?: number;
}
