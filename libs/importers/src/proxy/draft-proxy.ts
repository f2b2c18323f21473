import type { Leg } from '@portplan/engine';
import { finishDraft } from '../draft/finish-draft.js';
import { assumed, imported, TopologyDraft, type Origin, type Origins } from '../draft/topology-draft.js';
import { FORECAST_TITLES } from '../draft/forecast-titles.js';
import type { ImportResult } from '../import-result.js';
import type { LeftOut, ProxyConfiguration, Upstream } from './proxy-configuration.js';

/** What no configuration tells. */
const ASSUMED = {
  requestsPerSecond: {
    value: 100,
    reason: 'a configuration does not say how many requests arrive; put the measured median here',
  },
  clientResponseSeconds: {
    value: 0.2,
    reason: 'a configuration does not say how long answers take; put the measured mean here',
  },
  serverResponseSeconds: {
    value: 0.1,
    reason: 'a configuration does not say how long servers take to answer; put the measured mean here',
  },
  instances: { value: 1, reason: 'a configuration does not say on how many machines it runs' },
  processes: {
    value: 1,
    reason: 'the number of processes is that of the machine’s CPUs, which is not known',
  },
} as const;

/** A topology of one proxy with its upstreams. Lines of the file stand in the provenance. */
export function draftProxy(configuration: ProxyConfiguration, name: string): ImportResult {
  const draft = new TopologyDraft();
  const { profile, upstreams, leftOut } = configuration;
  const at = (line: number): Origin => imported(`${profile}:${String(line)}`);
  draft.addNode({ id: 'clients', kind: 'clients' }, {});
  addProxy(configuration, draft, at);
  draft.addLeg(
    {
      id: `clients-${profile}`,
      from: 'clients',
      to: profile,
      responseTimeSeconds: ASSUMED.clientResponseSeconds.value,
    },
    { responseTimeSeconds: assumed(ASSUMED.clientResponseSeconds.reason) },
  );
  for (const upstream of upstreams) addUpstream(upstream, configuration, draft, at);
  draft.addDemand(
    { source: 'clients', requestsPerSecond: ASSUMED.requestsPerSecond.value },
    { requestsPerSecond: assumed(ASSUMED.requestsPerSecond.reason) },
  );
  for (const { line, what, reason } of [...leftOut, ...sourcesLeftOut(upstreams)])
    draft.leaveOut({ address: `${profile}:${String(line)}`, type: what }, reason);
  return finishDraft(draft, { name, ...FORECAST_TITLES });
}

function addProxy(
  configuration: ProxyConfiguration,
  draft: TopologyDraft,
  at: (line: number) => Origin,
): void {
  const { profile, processes, maxConnections, idleTimeoutSeconds, upstreams } = configuration;
  const sourceIps = sourcesOf(upstreams);
  const firstSource = upstreams[0]?.servers.find(({ source }) => source !== null)?.line ?? upstreams[0]?.line;
  draft.addNode(
    {
      id: profile,
      kind: 'proxy',
      mode: 'reverse',
      profile,
      instances: ASSUMED.instances.value,
      processesPerInstance: processes.value,
      ...(maxConnections === null ? {} : { maxConnections: maxConnections.value }),
      ...(idleTimeoutSeconds === null ? {} : { idleTimeoutSeconds: idleTimeoutSeconds.value }),
      host: { profile: 'linux', ...(sourceIps > 1 ? { sourceIps } : {}) },
    },
    {
      instances: assumed(ASSUMED.instances.reason),
      processesPerInstance: processes.line === null ? assumed(ASSUMED.processes.reason) : at(processes.line),
      ...(maxConnections === null ? {} : { maxConnections: at(maxConnections.line) }),
      ...(idleTimeoutSeconds === null ? {} : { idleTimeoutSeconds: at(idleTimeoutSeconds.line) }),
      'host.profile': assumed('a configuration does not say which operating system it runs on'),
      ...(sourceIps > 1 && firstSource !== undefined ? { 'host.sourceIps': at(firstSource) } : {}),
    },
  );
}

function addUpstream(
  upstream: Upstream,
  { profile, upstreams }: ProxyConfiguration,
  draft: TopologyDraft,
  at: (line: number) => Origin,
): void {
  const { name, servers, line, protocol, connections } = upstream;
  const address = `${profile}:${String(line)}`;
  const id = draft.idOf(name);
  const endpoints = endpointsOf(upstream).size;
  const limits = servers.map(({ maxConnections }) => maxConnections);
  const limit = limits.includes(null) ? null : limits.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  draft.addNode(
    {
      id,
      kind: 'backend',
      instances: servers.length,
      endpoints,
      ...(limit === null ? {} : { maxConnections: limit }),
    },
    {
      instances: at(line),
      endpoints: imported(address, 'distinct addresses and ports of its servers'),
      ...(limit === null ? {} : { maxConnections: imported(address, 'sum over its servers') }),
    },
    servers.map((server) => ({ address: `${profile}:${String(server.line)}`, type: 'server' })),
  );
  const share = Number((1 / upstreams.length).toFixed(6));
  const leg: Leg = {
    id: `${profile}-${id}`,
    from: profile,
    to: id,
    responseTimeSeconds: ASSUMED.serverResponseSeconds.value,
    ...(upstreams.length > 1 ? { share } : {}),
    ...(protocol === null ? {} : { protocol }),
    ...(connections === null ? {} : { connections: connections.value }),
  };
  const origins: Origins = {
    responseTimeSeconds: assumed(ASSUMED.serverResponseSeconds.reason),
    ...(upstreams.length > 1
      ? {
          share: assumed(
            `a configuration does not say how requests divide among ${String(upstreams.length)} groups of servers; equal shares are assumed`,
          ),
        }
      : {}),
    ...(protocol === null ? {} : { protocol: imported(address) }),
    ...(connections === null ? {} : { connections: imported(address, connections.why) }),
  };
  draft.addLeg(leg, origins);
}

function endpointsOf({ servers }: Upstream): ReadonlySet<string> {
  return new Set(servers.map(({ endpoint }) => endpoint));
}

/** Addresses that connections come from toward each endpoint, where that is least: that one runs out first. */
function sourcesOf(upstreams: readonly Upstream[]): number {
  return Math.min(...upstreams.map(sourcesToward), Number.MAX_SAFE_INTEGER);
}

/** The same of one group of servers. */
function sourcesToward({ sharedSources, servers }: Upstream): number {
  if (sharedSources > 0) return sharedSources;
  const byEndpoint = new Map<string, Set<string>>();
  for (const { endpoint, source } of servers) {
    const sources = byEndpoint.get(endpoint) ?? new Set();
    byEndpoint.set(endpoint, sources.add(source ?? ''));
  }
  return Math.min(...[...byEndpoint.values()].map(({ size }) => size));
}

/** A host has one number of source addresses for all that it calls: what some have more is not counted, and said. */
function sourcesLeftOut(upstreams: readonly Upstream[]): readonly LeftOut[] {
  const counted = sourcesOf(upstreams);
  return upstreams
    .filter((upstream) => sourcesToward(upstream) > counted)
    .map((upstream) => ({
      line: upstream.line,
      what: 'source addresses',
      reason: `connections to ${upstream.name} come from ${String(sourcesToward(upstream))}, of which ${String(counted)} ${counted === 1 ? 'is' : 'are'} counted: to other servers go no more. Split the proxy in two nodes where it matters`,
    }));
}
