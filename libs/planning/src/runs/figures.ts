import { STATUSES, type InstantByQuantile, type Resource, type Status } from '@portplan/engine';
import type { RowOfRun, Run, RunNatGateway, RunRecommendation, RunResource } from './run.js';

/** The resources of a run, one row each. */
export function resourcesOf(run: Run): readonly RunResource[] {
  return run.result.resources.map(({ explanation: _explanation, ...resource }, position) => ({
    ...rowOf(run, position),
    resource,
  }));
}

/** The NAT gateways of a run, each with what its own resources say of it. */
export function natGatewaysOf(run: Run): readonly RunNatGateway[] {
  return run.result.natGateways.map((natGateway, position) => {
    const own = run.result.resources.filter(({ node }) => node === natGateway.node);
    return {
      ...rowOf(run, position),
      natGateway,
      status: worstOf(own),
      peakUtilization: own.length === 0 ? null : Math.max(...own.map(({ peak }) => peak.utilization)),
      overTargetAt: firstOf(own.map(({ overTargetAt }) => overTargetAt)),
      exhaustionAt: firstOf(own.map(({ exhaustionAt }) => exhaustionAt)),
    };
  });
}

/** The recommendations of a run, one row each. */
export function recommendationsOf(run: Run): readonly RunRecommendation[] {
  return run.result.recommendations.map((recommendation, position) => ({
    ...rowOf(run, position),
    recommendation,
  }));
}

function rowOf({ id, scenarioId, topologyId, topologyRevision }: Run, position: number): RowOfRun {
  return { runId: id, scenarioId, topologyId, topologyRevision, position };
}

function worstOf(resources: readonly Resource[]): Status | null {
  return STATUSES.findLast((status) => resources.some((resource) => resource.status === status)) ?? null;
}

function firstOf(instants: readonly InstantByQuantile[]): InstantByQuantile {
  return {
    p50: earliest(instants.map(({ p50 }) => p50)),
    planning: earliest(instants.map(({ planning }) => planning)),
    p99: earliest(instants.map(({ p99 }) => p99)),
  };
}

function earliest(instants: readonly (string | null)[]): string | null {
  const inOrder = instants
    .filter((instant) => instant !== null)
    .sort((one, other) => Date.parse(one) - Date.parse(other));
  return inOrder[0] ?? null;
}
