import { DomainError } from '../errors.js';
import { idleTimeoutOrder } from './idle-timeout-order.js';

describe('Idle timeouts on a path', () => {
  it('are in order where the client lets go before the load balancer, and that before the NAT gateway', () => {
    const path = [
      { name: 'app', idleTimeoutSeconds: 30 },
      { name: 'alb', idleTimeoutSeconds: 60 },
      { name: 'nat', idleTimeoutSeconds: 350 },
    ];
    expect(idleTimeoutOrder(path)).toEqual([]);
  });

  it('are not where a Java client keeps what AWS has forgotten: the next request is answered by a reset', () => {
    const path = [
      { name: 'app', idleTimeoutSeconds: 1200 },
      { name: 'nat', idleTimeoutSeconds: 350 },
      { name: 'payments', idleTimeoutSeconds: 900 },
    ];
    expect(idleTimeoutOrder(path)).toEqual([
      { keptBy: 'app', keptSeconds: 1200, forgottenBy: 'nat', forgottenSeconds: 350, kind: 'outlives' },
    ]);
  });

  it('race where both let go at the same time', () => {
    const path = [
      { name: 'web', idleTimeoutSeconds: 60 },
      { name: 'alb', idleTimeoutSeconds: 60 },
    ];
    expect(idleTimeoutOrder(path)).toMatchObject([{ keptBy: 'web', forgottenBy: 'alb', kind: 'races' }]);
  });

  it('refuse negative times', () => {
    expect(() => idleTimeoutOrder([{ name: 'app', idleTimeoutSeconds: -1 }])).toThrow(DomainError);
  });
});
