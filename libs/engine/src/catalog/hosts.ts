import { LINUX_HOST_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const sysctl = readFrom('https://docs.kernel.org/networking/ip-sysctl.html', '2026');
const inetHash = readFrom(
  'https://github.com/torvalds/linux/blob/master/net/ipv4/inet_hashtables.c (__inet_hash_connect)',
  '2026',
);
const timeWait = readFrom(
  'https://github.com/torvalds/linux/blob/master/include/net/tcp.h (TCP_TIMEWAIT_LEN); https://vincent.bernat.ch/en/blog/2014-tcp-time-wait-state-linux',
  '2026',
);
const unprivileged = readFrom(
  'https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range: both ends at or above ip_unprivileged_port_start)',
  '2026',
);
const windowsDelay = readFrom(
  'https://learn.microsoft.com/troubleshoot/windows-server/networking/tcpip-and-nbt-configuration-parameters (TcpTimedWaitDelay: 30 to 300)',
  '2025',
  'secondary',
);
const windows = readFrom(
  'https://learn.microsoft.com/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting',
  '2025-01-15',
);
const reusePort = readFrom(
  'https://learn.microsoft.com/dotnet/api/system.net.servicepointmanager.reuseport (SO_REUSE_UNICASTPORT: outgoing ports are shared only where asked for)',
  '2026',
  'derived',
);
const windowsReuse = readFrom(
  'https://learn.microsoft.com/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting (names no switch for it)',
  '2025-01-15',
  'derived',
);
const xnu = readFrom(
  'https://github.com/apple-oss-distributions/xnu/tree/e3723e1f/bsd/netinet (in.h, tcp_timer.h)',
  '2026',
);
const xnuConnect = readFrom(
  'https://github.com/apple-oss-distributions/xnu/blob/0f4c859e951fba394238ab619495c4e1d54d0f34/bsd/netinet/in_pcb.c (in_pcbconnect binds an anonymous port first)',
  '2026',
  'derived',
);
const freebsd = readFrom(
  'https://cgit.freebsd.org/src/tree/sys/netinet/in.h (IPPORT_EPHEMERALFIRST, IPPORT_EPHEMERALLAST)',
  '2026',
);
const freebsdConnect = readFrom(
  'https://cgit.freebsd.org/src/tree/sys/netinet/in_pcb.c?h=releng/14.0 (in_pcb_lport_dest: a local port unused with that foreign address and port)',
  '2023',
  'secondary',
);
const freebsdTimer = readFrom('https://man.freebsd.org/tcp(4) (net.inet.tcp.msl)', '2026', 'unconfirmed');
const iana = readFrom('https://www.rfc-editor.org/rfc/rfc6335#section-6', '2011-08');
const rfc9293 = readFrom('https://www.rfc-editor.org/rfc/rfc9293#section-3.4.2', '2022-08');
const fiveTuple = readFrom(
  'https://www.rfc-editor.org/rfc/rfc9293#section-4 (a connection is a pair of sockets)',
  '2022-08',
  'derived',
);

/** Operating systems: who hands out ephemeral ports, and how long a tuple stays in TIME_WAIT. */
export const HOST_PROFILES: readonly Profile[] = [
  {
    id: 'linux',
    title: 'Linux 4.2 and later',
    family: 'host',
    nodeKinds: [],
    metrics: LINUX_HOST_METRICS,
    notes: [
      'tcp_fin_timeout is the time in FIN_WAIT2 of orphaned sockets; it does not shorten TIME_WAIT, which is compiled in.',
      'tcp_tw_recycle was removed in 4.12.',
      'Ports that programs took by bind() are lost to connect() for every destination; so are listeners inside the range.',
    ],
    host: {
      ephemeralPortRange: sysctl([32_768, 60_999] as const, 'ports', {
        note: '28,232 ports, inclusive; every size of range is used whole but three ports, which yield two (measured on 6.18)',
        disagreements: [
          {
            value: [32_768, 61_000],
            source:
              'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-ephemeral-ports',
            note: 'the bound of kernels before 4.2',
          },
        ],
      }),
      timeWaitSeconds: timeWait(60, 'seconds', { note: 'compiled in; there is no sysctl for it' }),
      timeWaitReuse: sysctl(false, '', {
        note: 'tcp_tw_reuse is 2 by default: loopback only; 1 lets outgoing connections take a tuple after one second',
      }),
      tupleScope: inetHash('endpoint', '', {
        note: 'UDP connect() and programs that bind first have one range for all destinations',
      }),
      bind: inetHash('connect', '', {
        note: 'the check is on the 4-tuple only where the port is chosen by connect(), or with IP_BIND_ADDRESS_NO_PORT',
      }),
      limits: {
        ephemeralPortRange: unprivileged({ min: 1024, max: 65_535 }, 'ports', {
          note: 'a write below ip_unprivileged_port_start, 1024, is refused',
        }),
        timeWaitSeconds: timeWait({ min: 60, max: 60 }, 'seconds', {
          note: 'compiled in, and no sysctl shortens it, tcp_fin_timeout least of all',
        }),
      },
    },
  },
  {
    id: 'windows',
    title: 'Windows Vista, Server 2008 and later',
    family: 'host',
    nodeKinds: [],
    notes: [
      'TCP and UDP, IPv4 and IPv6 have a range each. Event 4227 or 4231 is exhaustion.',
      'Programs may share outgoing ports by SO_REUSE_UNICASTPORT: then give tupleScope: endpoint.',
      'Set-NetTCPSetting -AutoReusePortRangeStartPort and -AutoReusePortRangeNumberOfPorts give all that connect() without bind() such a range, off by default.',
    ],
    host: {
      ephemeralPortRange: windows([49_152, 65_535] as const, 'ports', {
        note: '16,384 ports; netsh int ipv4 set dynamicport tcp, at least 255, from 1025 on',
      }),
      timeWaitSeconds: windows(240, 'seconds', {
        note: 'sources disagree; the longest is the safe one',
        disagreements: [
          {
            value: 120,
            source: 'https://technet.microsoft.com/library/cc757512.aspx',
            note: 'Windows Server 2003: TcpTimedWaitDelay 0x78',
          },
          { value: 30, source: 'https://github.com/curl/curl/pull/8528', note: 'measured' },
        ],
      }),
      timeWaitReuse: windowsReuse(false, ''),
      tupleScope: reusePort('host', ''),
      limits: {
        ephemeralPortRange: windows({ min: 1025, max: 65_535, leastPorts: 255 }, 'ports'),
        timeWaitSeconds: windowsDelay({ min: 30, max: 300 }, 'seconds', {
          note: 'TcpTimedWaitDelay',
          disagreements: [
            {
              value: { min: 0, max: 300 },
              source: 'https://technet.microsoft.com/library/cc757512.aspx',
              note: 'Windows Server 2003',
            },
          ],
        }),
      },
    },
  },
  {
    id: 'macos',
    title: 'macOS',
    family: 'host',
    nodeKinds: [],
    host: {
      ephemeralPortRange: xnu([49_152, 65_535] as const, 'ports', { note: '16,384 ports, not 16,383' }),
      timeWaitSeconds: xnu(30, 'seconds', { note: 'two times TCPTV_MSL, 15 s' }),
      timeWaitReuse: xnuConnect(false, ''),
      tupleScope: xnuConnect('host', ''),
    },
  },
  {
    id: 'freebsd',
    title: 'FreeBSD',
    family: 'host',
    nodeKinds: [],
    host: {
      ephemeralPortRange: freebsd([10_000, 65_535] as const, 'ports', { note: '55,536 ports' }),
      timeWaitSeconds: freebsdTimer(60, 'seconds', { note: 'two times a segment lifetime of 30 s' }),
      timeWaitReuse: freebsdTimer(false, ''),
      tupleScope: freebsdConnect('endpoint', '', { note: 'read in 14.0; older releases may differ' }),
    },
  },
  {
    id: 'iana',
    title: 'IANA dynamic ports',
    family: 'host',
    nodeKinds: [],
    notes: ['For a host of which nothing is known: the ports that the registry leaves to everybody.'],
    host: {
      ephemeralPortRange: iana([49_152, 65_535] as const, 'ports', { note: '16,384 ports' }),
      timeWaitSeconds: rfc9293(240, 'seconds', {
        note: 'two times the maximum segment lifetime of 2 minutes',
      }),
      timeWaitReuse: rfc9293(false, ''),
      tupleScope: fiveTuple('endpoint', ''),
    },
  },
];
