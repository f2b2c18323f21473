import type * as Shape from '@portplan/engine';
import { Described } from '../fields/described.js';
import { Quantity } from '../fields/quantity.js';
import { Amount, OneOf } from '../fields/scalar-fields.js';

abstract class ConnectionsBase {
  @OneOf(['none', 'keep-alive', 'multiplex', 'persistent'], {
    required: true,
    description: 'How requests share connections.',
  })
  readonly reuse!: Shape.Connections['reuse'];

  @OneOf(['initiator', 'responder'], {
    description: 'Who closes first, and so keeps the tuple in TIME_WAIT.',
  })
  readonly closedBy?: 'initiator' | 'responder';

  @Quantity({
    min: 0,
    max: 1,
    description: 'Share of connections that are never closed, only forgotten by a timeout.',
  })
  readonly abandonedShare?: Shape.Quantity;
}

@Described<Shape.NoReuse>({
  name: 'NoReuse',
  noun: 'connections without reuse',
  description: 'One connection per request.',
})
export class NoReuse extends ConnectionsBase {
  @OneOf(['none'], { required: true, description: 'One connection per request.' })
  declare readonly reuse: 'none';
}

@Described<Shape.KeepAlive>({
  name: 'KeepAlive',
  noun: 'keep-alive connections',
  description:
    'HTTP/1.1 persistent connections: measured (`requestsPerConnection`), or derived from pool settings per process.',
})
export class KeepAlive extends ConnectionsBase {
  @OneOf(['keep-alive'], { required: true, description: 'Requests follow each other on a connection.' })
  declare readonly reuse: 'keep-alive';

  @Quantity({ unit: 'requests', min: 1, description: 'Measured mean of requests on one connection.' })
  readonly requestsPerConnection?: Shape.Quantity;

  @Quantity({
    unit: 'seconds',
    min: 0,
    description:
      'Mean time that a connection is open; without it, requests × response time plus the idle timeout, where that is known.',
  })
  readonly connectionSeconds?: Shape.Quantity;

  @Amount({
    unit: 'connections',
    min: 0,
    integer: true,
    description:
      'Idle connections that one process keeps at most: to each endpoint where its profile has a pool for each.',
  })
  readonly maxIdle?: number;

  @Amount({
    unit: 'connections',
    min: 1,
    integer: true,
    description:
      'Connections that one process opens at most: to each endpoint where its profile has a pool for each.',
  })
  readonly maxConnections?: number;

  @Quantity({ unit: 'seconds', min: 0, description: 'How long an idle connection is kept.' })
  readonly idleTimeoutSeconds?: Shape.Quantity;

  @Amount({
    unit: 'requests',
    min: 1,
    integer: true,
    description: 'Requests after which a connection is closed.',
  })
  readonly maxRequests?: number;

  @Quantity({ unit: 'seconds', above: 0, description: 'Age at which a connection is closed.' })
  readonly maxAgeSeconds?: Shape.Quantity;
}

@Described<Shape.Multiplex>({
  name: 'Multiplex',
  noun: 'multiplex connections',
  description: 'HTTP/2 or gRPC: many requests share a connection at once.',
})
export class Multiplex extends ConnectionsBase {
  @OneOf(['multiplex'], { required: true, description: 'Many requests share a connection at once.' })
  declare readonly reuse: 'multiplex';

  @Amount({
    unit: 'streams',
    min: 1,
    integer: true,
    description: 'Requests that one connection carries at once.',
  })
  readonly maxConcurrentStreams?: number;

  @Amount({
    unit: 'connections',
    min: 1,
    integer: true,
    description:
      'Connections that one process opens at most: to each endpoint where its profile has a pool for each.',
  })
  readonly maxConnections?: number;

  @Quantity({ unit: 'seconds', min: 0, description: 'How long an idle connection is kept.' })
  readonly idleTimeoutSeconds?: Shape.Quantity;

  @Quantity({ unit: 'seconds', above: 0, description: 'Age at which a connection is closed.' })
  readonly maxAgeSeconds?: Shape.Quantity;
}

@Described<Shape.Persistent>({
  name: 'Persistent',
  noun: 'persistent connections',
  description: 'Sessions that stay open whatever the request rate: WebSocket, database sessions.',
})
export class Persistent extends ConnectionsBase {
  @OneOf(['persistent'], { required: true, description: 'Sessions stay open whatever the request rate.' })
  declare readonly reuse: 'persistent';

  @Quantity({
    required: true,
    unit: 'sessions',
    min: 0,
    description: "Sessions open at the forecast's base demand, over all instances.",
  })
  readonly sessions!: Shape.Quantity;

  @Quantity({ required: true, unit: 'seconds', above: 0, description: 'How long a session lasts.' })
  readonly sessionSeconds!: Shape.Quantity;
}
