import { findProfile, type Host } from '@portplan/engine';
import { finishDraft } from '../draft/finish-draft.js';
import { FORECAST_TITLES } from '../draft/forecast-titles.js';
import { assumed, imported, TopologyDraft, type Origins } from '../draft/topology-draft.js';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { linuxFactsIn, type LinuxFacts } from './linux-facts.js';

/** What the tools of a machine do not tell. */
const ASSUMED = {
  requestsPerSecond: {
    value: 100,
    reason: 'no sockets in TIME_WAIT were counted; put the measured rate of new connections here',
  },
  responseSeconds: {
    value: 0.2,
    reason: 'no open connections were counted; put the mean time that one is open here',
  },
  endpoints: {
    value: 1,
    reason:
      'a count of sockets does not say where they lead; one address and port is the worst case, because every destination has ports of its own',
  },
} as const;

/**
 * One Linux machine with the load that was measured on it, from the output of `sysctl -a`, `ss -s` and
 * /proc/net/sockstat. By Little’s law sockets in TIME_WAIT over the time that they stay there are the connections that
 * this machine closes a second, and those open over that rate the time that one is open.
 *
 * @see https://doi.org/10.1287/opre.9.3.383 (Little 1961)
 * @throws ImportError where the texts say nothing of this
 */
export function importLinux(
  texts: readonly string[],
  options: { readonly name?: string } = {},
): ImportResult {
  const facts = linuxFactsIn(texts.join('\n'));
  if (Object.keys(facts).length === 0)
    throw new ImportError(
      'nothing-understood',
      '',
      null,
      'there is none of what is looked for: net.ipv4.ip_local_port_range and others of sysctl -a, the TCP line of ss -s or of /proc/net/sockstat',
    );
  const draft = new TopologyDraft();
  draft.addNode({ id: 'load', kind: 'clients' }, {});
  addHost(facts, draft);
  draft.addNode(
    { id: 'destination', kind: 'external', endpoints: ASSUMED.endpoints.value },
    { endpoints: assumed(ASSUMED.endpoints.reason) },
  );
  addLoad(facts, draft);
  return finishDraft(draft, { name: options.name ?? 'linux-host', ...FORECAST_TITLES });
}

function addHost(facts: LinuxFacts, draft: TopologyDraft): void {
  const { ephemeralPortRange, reservedPorts, timeWaitReuse, conntrackMax } = facts;
  const host: Host = {
    profile: 'linux',
    ...(ephemeralPortRange === undefined ? {} : { ephemeralPortRange }),
    ...(reservedPorts === undefined ? {} : { reservedPorts }),
    ...(timeWaitReuse === undefined ? {} : { timeWaitReuse }),
    ...(conntrackMax === undefined ? {} : { conntrackMax }),
  };
  const origins: Origins = Object.fromEntries(
    Object.keys(host).map((field) => [`host.${field}`, imported(field === 'profile' ? 'linux' : 'sysctl')]),
  );
  draft.addNode({ id: 'host', kind: 'backend', instances: 1, host }, origins, [
    { address: 'sysctl', type: 'host' },
  ]);
}

function addLoad({ established, inUse, timeWait }: LinuxFacts, draft: TopologyDraft): void {
  const quarantine = findProfile('linux')?.host?.timeWaitSeconds?.value;
  const rate =
    timeWait === undefined || timeWait === 0 || typeof quarantine !== 'number' ? null : timeWait / quarantine;
  const open = established ?? inUse;
  const holding = rate === null || open === undefined ? null : open / rate;
  draft.addLeg(
    {
      id: 'load-host',
      from: 'load',
      to: 'host',
      responseTimeSeconds: holding ?? ASSUMED.responseSeconds.value,
      connections: { reuse: 'none', closedBy: 'responder' },
    },
    { connections: assumed('the way in is not what is measured; it takes no port of this machine') },
  );
  draft.addLeg(
    {
      id: 'host-destination',
      from: 'host',
      to: 'destination',
      responseTimeSeconds: holding ?? ASSUMED.responseSeconds.value,
      connections: { reuse: 'none', closedBy: 'initiator' },
    },
    {
      responseTimeSeconds:
        holding === null
          ? assumed(ASSUMED.responseSeconds.reason)
          : imported(
              'sockets',
              established === undefined
                ? 'sockets in use over the rate of new ones (Little’s law): /proc/net/sockstat counts listening ones among them, ss -s does not'
                : 'open connections over the rate of new ones (Little’s law)',
            ),
      connections: assumed(
        'sockets in TIME_WAIT are those that this machine closed first; all are taken for connections that it made',
      ),
    },
  );
  draft.addDemand(
    { source: 'load', requestsPerSecond: rate ?? ASSUMED.requestsPerSecond.value },
    {
      requestsPerSecond:
        rate === null
          ? assumed(ASSUMED.requestsPerSecond.reason)
          : imported('sockets', 'sockets in TIME_WAIT over the time that they stay there (Little’s law)'),
    },
  );
}
