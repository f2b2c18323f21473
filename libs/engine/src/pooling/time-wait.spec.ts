import { DomainError } from '../errors.js';
import { hostQuarantineSeconds, translatorQuarantineSeconds, type Close } from './time-wait.js';

const LINUX: Close = {
  closedBy: 'initiator',
  protocol: 'tcp',
  timeWaitSeconds: 60,
  timeWaitReuse: false,
};

describe('After close, a tuple', () => {
  // Measured on Linux 6.18 with 500 ports: the client closing first sustains 500 / 60 connections a second, and exhausts them at 20 a second
  // after 25 s.
  it('stays in TIME_WAIT on the host that closed first, for the 60 s that Linux is compiled with', () => {
    expect(hostQuarantineSeconds(LINUX)).toBe(60);
  });

  it('is free at once where the server closed first', () => {
    expect(hostQuarantineSeconds({ ...LINUX, closedBy: 'responder' })).toBe(0);
  });

  it('is taken over after a second with tcp_tw_reuse=1', () => {
    expect(hostQuarantineSeconds({ ...LINUX, timeWaitReuse: true })).toBe(1);
  });

  it('is not kept longer for reuse than without it', () => {
    expect(hostQuarantineSeconds({ ...LINUX, timeWaitSeconds: 0.5, timeWaitReuse: true })).toBe(0.5);
  });

  it('of UDP is free at once', () => {
    expect(hostQuarantineSeconds({ ...LINUX, protocol: 'udp' })).toBe(0);
  });

  it('is kept by a translator for its own time, whoever closed', () => {
    // Azure NAT Gateway: 65 s after FIN, https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource
    expect(translatorQuarantineSeconds({ quarantineSeconds: 65, udpHeldSeconds: 305 }, 'tcp')).toBe(65);
  });

  it('of UDP is kept by a translator until it was idle for too long, for nobody closes it', () => {
    // Azure NAT Gateway: idle for 240 s, then 65 s more, same page.
    expect(translatorQuarantineSeconds({ quarantineSeconds: 65, udpHeldSeconds: 305 }, 'udp')).toBe(305);
  });

  it('is kept for no negative time', () => {
    expect(() => hostQuarantineSeconds({ ...LINUX, timeWaitSeconds: -1 })).toThrow(DomainError);
    expect(() => translatorQuarantineSeconds({ quarantineSeconds: NaN, udpHeldSeconds: 0 }, 'tcp')).toThrow(
      DomainError,
    );
    expect(() => translatorQuarantineSeconds({ quarantineSeconds: 0, udpHeldSeconds: -1 }, 'udp')).toThrow(
      DomainError,
    );
  });
});
