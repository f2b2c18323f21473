/** What the output of a Linux machine's own tools says. Absent is what none of them said. */
export interface LinuxFacts {
  readonly ephemeralPortRange?: readonly [number, number];
  readonly reservedPorts?: readonly (number | readonly [number, number])[];
  readonly timeWaitReuse?: boolean;
  readonly conntrackMax?: number;
  readonly conntrackCount?: number;
  /** TCP sockets by state, over both address families. */
  readonly established?: number;
  readonly timeWait?: number;
  /** TCP sockets that are open, listening ones among them. */
  readonly inUse?: number;
}

type Reader = (value: string) => Partial<LinuxFacts>;

/** Settings that matter, by name (Documentation/networking/ip-sysctl.rst and nf_conntrack-sysctl.rst of the kernel). */
const SYSCTLS: Readonly<Record<string, Reader>> = {
  'net.ipv4.ip_local_port_range': (value) => {
    const [low, high] = numbersIn(value);
    return low === undefined || high === undefined ? {} : { ephemeralPortRange: [low, high] };
  },
  'net.ipv4.ip_local_reserved_ports': (value) => {
    const ports = value
      .split(',')
      .map(numbersIn)
      .flatMap(([low, high]) =>
        low === undefined ? [] : [high === undefined ? low : ([low, high] as const)],
      );
    return ports.length === 0 ? {} : { reservedPorts: ports };
  },
  // 2 is for loopback alone, which leaves no machine.
  'net.ipv4.tcp_tw_reuse': (value) => ({ timeWaitReuse: value.trim() === '1' }),
  'net.netfilter.nf_conntrack_max': (value) => numbered(value, (conntrackMax) => ({ conntrackMax })),
  'net.nf_conntrack_max': (value) => numbered(value, (conntrackMax) => ({ conntrackMax })),
  'net.netfilter.nf_conntrack_count': (value) => numbered(value, (conntrackCount) => ({ conntrackCount })),
};

/** `TCP: inuse 27 orphan 0 tw 12 alloc 31 mem 4` of /proc/net/sockstat; `TCP6: inuse 3` of sockstat6. */
const SOCKSTAT = /^TCP: inuse (\d+) .*\btw (\d+)/;
const SOCKSTAT6 = /^TCP6: inuse (\d+)/;
/** `TCP:   180 (estab 34, closed 120, orphaned 0, timewait 118)` of ss -s; older ones write `timewait 118/0`. */
const SS = /^TCP:\s+\d+ \(estab (\d+),.*timewait (\d+)/;

/** What a text says: the output of `sysctl -a`, of `ss -s`, /proc/net/sockstat, or several of them in one. */
export function linuxFactsIn(text: string): LinuxFacts {
  return text
    .split(/\r?\n/)
    .reduce<LinuxFacts>((facts, line) => ({ ...facts, ...factsOfLine(line, facts) }), {});
}

function factsOfLine(line: string, known: LinuxFacts): Partial<LinuxFacts> {
  const [, name = '', value = ''] = /^([a-z0-9_.]+)\s*=\s*(.*)$/.exec(line) ?? [];
  if (Object.hasOwn(SYSCTLS, name)) return SYSCTLS[name]?.(value) ?? {};
  const summary = SS.exec(line);
  if (summary !== null) return { established: Number(summary[1]), timeWait: Number(summary[2]) };
  const sockets = SOCKSTAT.exec(line);
  if (sockets !== null)
    return { timeWait: Number(sockets[2]), inUse: Number(sockets[1]) + (known.inUse ?? 0) };
  const six = SOCKSTAT6.exec(line);
  return six === null ? {} : { inUse: Number(six[1]) + (known.inUse ?? 0) };
}

function numbered(value: string, use: (number: number) => Partial<LinuxFacts>): Partial<LinuxFacts> {
  const [number] = numbersIn(value);
  return number === undefined ? {} : use(number);
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d{1,10}/g) ?? []).map(Number);
}
