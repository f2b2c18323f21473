import {
  plan,
  type Connections,
  type ForecastEvent,
  type Peak,
  type PortSearch,
  type Resource,
  type TopologyNode,
} from '@portplan/engine';

/** What a case asks of the engine: one pool, as documents describe it. */
export interface EngineQuestion {
  /** `host`: an ephemeral port range and TIME_WAIT. `translator`: a NAT gateway's addresses. */
  readonly owner: 'host' | 'translator';
  readonly addresses: number;
  readonly portsPerAddress: number;
  readonly requestsPerSecond: number;
  readonly peakedness: number;
  readonly responseSeconds: number;
  readonly quarantineSeconds: number;
  readonly connections: Connections;
  readonly portSearch: PortSearch;
  readonly blockingProbability: number;
  /** A rise of the traffic, in the middle of the forecast; absent where it is steady. */
  readonly event?: Pick<ForecastEvent, 'multiplier' | 'rampSeconds' | 'durationSeconds'>;
}

const FORECAST_START = '2026-12-01T00:00:00Z';
const EVENT_START = '2026-12-01T00:30:00Z';

/** The engine's whole way from documents to figures, for the pool asked about. */
export function engineFigures(question: EngineQuestion): Peak {
  return poolAskedFor(question).peak;
}

/** A host whose connections are closed by itself, and whose ports are looked at one after the other. */
export const ONE_HOST = {
  owner: 'host',
  addresses: 1,
  peakedness: 1,
  connections: { reuse: 'none', closedBy: 'initiator' },
  portSearch: { kind: 'exhaustive' },
  blockingProbability: 0.001,
} as const;

/** The most ports in use in a surge, and how many seconds after its start; what is lost, and required. */
export interface EngineSurge {
  readonly second: number;
  readonly portsInUse: number;
  /** Share of connections in the worst second. */
  readonly mostLost: number;
  readonly required: number;
  /** Seconds after its start until blocking is above the policy; null when never. */
  readonly exhaustedAfter: number | null;
}

export function engineSurge(question: EngineQuestion): EngineSurge {
  const { peak, exhaustionAt } = poolAskedFor(question);
  const secondsAfterStart = (at: string): number => (Date.parse(at) - Date.parse(EVENT_START)) / 1000;
  return {
    second: secondsAfterStart(peak.at),
    portsInUse: peak.offeredLoad,
    mostLost: peak.blockingProbability,
    required: peak.required,
    exhaustedAfter: exhaustionAt.planning === null ? null : secondsAfterStart(exhaustionAt.planning),
  };
}

/** What a sudden step does to an idle pool, as the pool's explanation tells it. */
export interface EngineStep {
  readonly sustainableConnectionsPerSecond: number;
  readonly secondsToExhaustion: number;
}

export function engineStep(question: EngineQuestion, times: 2 | 10): EngineStep {
  const { inputs } = poolAskedFor(question).explanation;
  return {
    sustainableConnectionsPerSecond: Number(inputs['sustainableConnectionsPerSecond']),
    secondsToExhaustion: Number(
      inputs[times === 2 ? 'secondsToExhaustionAtTwice' : 'secondsToExhaustionAtTenTimes'],
    ),
  };
}

function poolAskedFor(question: EngineQuestion): Resource {
  const { resources } = plan(
    {
      apiVersion: 'portplan/v1',
      kind: 'Topology',
      name: 'validation',
      nodes: nodesOf(question),
      legs: [
        {
          id: 'in',
          from: 'users',
          to: 'app',
          responseTimeSeconds: 1,
          connections: { reuse: 'none', closedBy: 'responder' },
        },
        {
          id: 'out',
          from: 'app',
          to: 'api',
          via: ['nat'],
          responseTimeSeconds: question.responseSeconds,
          connections: question.connections,
        },
      ],
    },
    {
      apiVersion: 'portplan/v1',
      kind: 'Forecast',
      name: 'validation',
      start: FORECAST_START,
      stepSeconds: 3600,
      steps: 1,
      demand: [
        {
          source: 'users',
          requestsPerSecond: question.requestsPerSecond,
          peakedness: question.peakedness,
          ...(question.event === undefined
            ? {}
            : { events: [{ name: 'surge', start: EVENT_START, ...question.event }] }),
        },
      ],
    },
    {
      blockingProbability: question.blockingProbability,
      targetUtilization: 1,
      softUtilization: 1,
    },
    { recommendations: false },
  );
  const kind = question.owner === 'host' ? 'ephemeral-ports' : 'snat-ports';
  const pool = resources.find((resource) => resource.kind === kind && resource.destination === 'api');
  if (pool === undefined)
    throw new Error(`no pool of ${kind} among ${resources.map(({ id }) => id).join(', ')}`);
  return pool;
}

function nodesOf(question: EngineQuestion): readonly TopologyNode[] {
  const { owner, addresses, portsPerAddress, quarantineSeconds, portSearch } = question;
  const first = 2001;
  const host = owner === 'host';
  return [
    { id: 'users', kind: 'clients' },
    {
      id: 'app',
      kind: 'backend',
      instances: 1,
      processesPerInstance: 1,
      host: host
        ? {
            ephemeralPortRange: [first, first + portsPerAddress - 1],
            timeWaitSeconds: quarantineSeconds,
            timeWaitReuse: false,
          }
        : {},
    },
    {
      id: 'nat',
      kind: 'nat-gateway',
      profile: 'aws/nat-gateway',
      ...(host ? {} : { publicIps: addresses, portsPerIp: portsPerAddress, quarantineSeconds, portSearch }),
    },
    { id: 'api', kind: 'external' },
  ];
}
