import { readTopology } from '@portplan/documents';
import { plan } from '@portplan/engine';
import { importLinux } from './import-linux.js';

const SYSCTL = `
net.ipv4.ip_local_port_range = 15000\t64000
net.ipv4.ip_local_reserved_ports = 16000,20000-20010
net.ipv4.tcp_tw_reuse = 2
net.netfilter.nf_conntrack_max = 262144
kernel.hostname = db-1
`;
const SS = `Total: 412
TCP:   3340 (estab 300, closed 3020, orphaned 0, timewait 3000)

Transport Total     IP        IPv6
`;
const SOCKSTAT = 'sockets: used 290\nTCP: inuse 350 orphan 0 tw 3000 alloc 360 mem 30\nUDP: inuse 3 mem 2\n';

describe('what a Linux machine says of itself', () => {
  const result = importLinux([SYSCTL, SS]);
  const host = result.topology.nodes.find(({ id }) => id === 'host');

  it('sets its ports as they are set', () => {
    expect(host).toMatchObject({
      kind: 'backend',
      host: {
        profile: 'linux',
        ephemeralPortRange: [15_000, 64_000],
        reservedPorts: [16_000, [20_000, 20_010]],
        timeWaitReuse: false,
        conntrackMax: 262_144,
      },
    });
    expect(JSON.stringify(result)).not.toContain('db-1');
  });

  it('with 3,000 sockets in TIME_WAIT for 60 s makes 50 connections a second, and 300 open ones last 6 s', () => {
    expect(result.forecast.demand[0]?.requestsPerSecond).toBe(50);
    expect(result.topology.legs.find(({ id }) => id === 'host-destination')?.responseTimeSeconds).toBe(6);
  });

  it('is planned to hold what was counted: 300 open and 3,000 waiting', () => {
    const [pool] = plan(readTopology(result.topology), result.forecast).resources;
    expect(pool?.id).toBe('host:ephemeral-ports:destination');
    expect(pool?.peak.offeredLoad).toBeCloseTo(3300, 6);
    expect(pool?.capacity).toBe(64_000 - 15_000 + 1 - 12);
  });

  it('is the same from /proc/net/sockstat, with the sockets in use for those established', () => {
    const other = importLinux([SYSCTL, SOCKSTAT]);
    expect(other.forecast.demand[0]?.requestsPerSecond).toBe(50);
    const leg = other.topology.legs.find(({ id }) => id === 'host-destination');
    expect(leg?.responseTimeSeconds).toBe(7);
    expect(leg?.provenance?.['responseTimeSeconds']?.reason).toContain('counts listening ones among them');
  });

  it('without counts says that its load is assumed', () => {
    const quiet = importLinux([SYSCTL]);
    expect(quiet.assumptions.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/demand/0/requestsPerSecond', '/legs/0/responseTimeSeconds']),
    );
  });

  it('is refused where it is something else', () => {
    expect(() => importLinux(['hello'])).toThrow(/^there is none of what is looked for/);
  });
});
