import { RESOURCE_KINDS } from '@portplan/engine';
import type { RowOfRun, RunResource } from '@portplan/planning';
import { toInstantColumns, toInstants, type InstantColumns } from './instants-mapper.js';
import { instantOf, oneOf, toStatus } from './run-mapper.js';

const SCOPES = ['instance', 'gateway', 'vm', 'node'] as const;
const PROTOCOLS = ['tcp', 'udp'] as const;

/** What a row has of the run that it belongs to. */
export interface OfRun {
  readonly run: Pick<RowOfRun, 'scenarioId' | 'topologyId' | 'topologyRevision'>;
}

export interface ResourceColumns extends InstantColumns {
  readonly runId: string;
  readonly position: number;
  readonly resourceId: string;
  readonly node: string;
  readonly kind: string;
  readonly destination: string | null;
  readonly legs: string[];
  readonly scope: string;
  readonly protocol: string;
  readonly capacity: number;
  readonly peakAt: Date;
  readonly peakConnectionsPerSecond: number;
  readonly peakOfferedLoad: number;
  readonly peakRequired: number;
  readonly peakUtilization: number;
  readonly peakBlockingProbability: number;
  readonly headroomPorts: number;
  readonly headroomShare: number;
  readonly headroomFactor: number | null;
  readonly status: string;
}

export function toResourceColumns({ runId, position, resource }: RunResource): ResourceColumns {
  const { peak, headroom } = resource;
  return {
    runId,
    position,
    resourceId: resource.id,
    node: resource.node,
    kind: resource.kind,
    destination: resource.destination,
    legs: [...resource.legs],
    scope: resource.scope,
    protocol: resource.protocol,
    capacity: resource.capacity,
    peakAt: new Date(peak.at),
    peakConnectionsPerSecond: peak.connectionsPerSecond,
    peakOfferedLoad: peak.offeredLoad,
    peakRequired: peak.required,
    peakUtilization: peak.utilization,
    peakBlockingProbability: peak.blockingProbability,
    headroomPorts: headroom.ports,
    headroomShare: headroom.share,
    headroomFactor: headroom.factor,
    status: resource.status,
    ...toInstantColumns(resource),
  };
}

export function toRunResource(row: ResourceColumns & OfRun): RunResource {
  return {
    runId: row.runId,
    ...row.run,
    position: row.position,
    resource: {
      id: row.resourceId,
      node: row.node,
      kind: oneOf(RESOURCE_KINDS, row.kind, 'kind'),
      destination: row.destination,
      legs: row.legs,
      scope: oneOf(SCOPES, row.scope, 'scope'),
      protocol: oneOf(PROTOCOLS, row.protocol, 'protocol'),
      capacity: row.capacity,
      peak: {
        at: instantOf(row.peakAt),
        connectionsPerSecond: row.peakConnectionsPerSecond,
        offeredLoad: row.peakOfferedLoad,
        required: row.peakRequired,
        utilization: row.peakUtilization,
        blockingProbability: row.peakBlockingProbability,
      },
      headroom: { ports: row.headroomPorts, share: row.headroomShare, factor: row.headroomFactor },
      status: toStatus(row.status),
      ...toInstants(row),
    },
  };
}
