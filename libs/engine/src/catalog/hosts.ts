import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const sysctl = readFrom('https://docs.kernel.org/networking/ip-sysctl.html', '2026');
const inetHash = readFrom('Linux net/ipv4/inet_hashtables.c, __inet_hash_connect', '2026');
const timeWait = readFrom(
  'Linux include/net/tcp.h, TCP_TIMEWAIT_LEN; https://vincent.bernat.ch/en/blog/2014-tcp-time-wait-state-linux',
  '2014',
);
const windows = readFrom(
  'https://learn.microsoft.com/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting',
  '2025-01-15',
);
const xnu = readFrom('apple-oss-distributions/xnu bsd/netinet/in.h, in_pcb.c, tcp_timer.h', '2026');
const freebsd = readFrom('FreeBSD sys/netinet/in.h, IPPORT_EPHEMERALFIRST/LAST', '2026');
const freebsdTimer = readFrom('FreeBSD net.inet.tcp.msl default 30,000 ms', '2026', 'unconfirmed');
const iana = readFrom('RFC 6335, section 6', '2011-08');
const rfc9293 = readFrom('RFC 9293, section 3.4.2 (MSL 2 minutes)', '2022-08');
const derived = readFrom(
  'the range check of connect() is on the 4-tuple: Linux net/ipv4/inet_hashtables.c',
  '2026',
  'derived',
);

/** Operating systems: who hands out ephemeral ports, and how long a tuple stays in TIME_WAIT. */
export const HOST_PROFILES: readonly Profile[] = [
  {
    id: 'linux',
    title: 'Linux 4.2 and later',
    family: 'host',
    nodeKinds: [],
    notes: [
      'tcp_fin_timeout is the time in FIN_WAIT2 of orphaned sockets; it does not shorten TIME_WAIT, which is compiled in.',
      'tcp_tw_recycle was removed in 4.12.',
    ],
    host: {
      ephemeralPortRange: sysctl([32_768, 60_999] as const, 'ports', {
        note: '28,232 ports, inclusive; every size of range is used whole but three ports, which yield two (measured on 6.18)',
        disagreements: [
          {
            value: [32_768, 61_000],
            source: 'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html',
            note: 'the bound of kernels before 4.2',
          },
        ],
      }),
      timeWaitSeconds: timeWait(60, 'seconds'),
      timeWaitReuse: sysctl(false, '', { note: 'tcp_tw_reuse is 2 by default: loopback only' }),
      tupleScope: inetHash('endpoint', '', {
        note: 'UDP connect() and programs that bind first have one range for all destinations',
      }),
      bind: derived('connect', ''),
    },
  },
  {
    id: 'windows',
    title: 'Windows Vista, Server 2008 and later',
    family: 'host',
    nodeKinds: [],
    host: {
      ephemeralPortRange: windows([49_152, 65_535] as const, 'ports', {
        note: '16,384 ports; netsh int ipv4 set dynamicport tcp',
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
      timeWaitReuse: windows(false, ''),
      tupleScope: windows('host', ''),
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
      timeWaitReuse: xnu(false, ''),
      tupleScope: xnu('host', ''),
    },
  },
  {
    id: 'freebsd',
    title: 'FreeBSD',
    family: 'host',
    nodeKinds: [],
    host: {
      ephemeralPortRange: freebsd([10_000, 65_535] as const, 'ports', { note: '55,536 ports' }),
      timeWaitSeconds: freebsdTimer(60, 'seconds'),
      timeWaitReuse: freebsdTimer(false, ''),
      tupleScope: freebsdTimer('endpoint', ''),
    },
  },
  {
    id: 'iana',
    title: 'IANA dynamic ports',
    family: 'host',
    nodeKinds: [],
    host: {
      ephemeralPortRange: iana([49_152, 65_535] as const, 'ports'),
      timeWaitSeconds: rfc9293(240, 'seconds', { note: 'two times the maximum segment lifetime' }),
      timeWaitReuse: rfc9293(false, ''),
      tupleScope: rfc9293('endpoint', ''),
    },
  },
];
