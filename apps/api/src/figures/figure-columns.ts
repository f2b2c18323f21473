import type { CsvColumn } from '@portplan/exporters';
import type { RowOfRun, RunNatGateway, RunRecommendation, RunResource } from '@portplan/planning';

const RUN_COLUMNS: readonly CsvColumn<RowOfRun>[] = [
  ['scenario_id', ({ scenarioId }) => scenarioId],
  ['topology_id', ({ topologyId }) => topologyId],
  ['topology_revision', ({ topologyRevision }) => topologyRevision],
  ['run_id', ({ runId }) => runId],
];

export const RESOURCE_COLUMNS: readonly CsvColumn<RunResource>[] = [
  ...RUN_COLUMNS,
  ['id', ({ resource }) => resource.id],
  ['node', ({ resource }) => resource.node],
  ['kind', ({ resource }) => resource.kind],
  ['destination', ({ resource }) => resource.destination],
  ['capacity', ({ resource }) => resource.capacity],
  ['offered_load', ({ resource }) => resource.peak.offeredLoad],
  ['required', ({ resource }) => resource.peak.required],
  ['utilization', ({ resource }) => resource.peak.utilization],
  ['blocking_probability', ({ resource }) => resource.peak.blockingProbability],
  ['headroom_factor', ({ resource }) => resource.headroom.factor],
  ['status', ({ resource }) => resource.status],
  ['over_target_at', ({ resource }) => resource.overTargetAt.planning],
  ['exhaustion_at', ({ resource }) => resource.exhaustionAt.planning],
];

export const NAT_GATEWAY_COLUMNS: readonly CsvColumn<RunNatGateway>[] = [
  ...RUN_COLUMNS,
  ['node', ({ natGateway }) => natGateway.node],
  ['status', ({ status }) => status],
  ['utilization', ({ peakUtilization }) => peakUtilization],
  ['current_ips', ({ natGateway }) => natGateway.currentIps],
  ['required_ips', ({ natGateway }) => natGateway.requiredIps],
  ['gateways_required', ({ natGateway }) => natGateway.gatewaysRequired],
  ['binding_destination', ({ natGateway }) => natGateway.bindingDestination],
  ['over_target_at', ({ overTargetAt }) => overTargetAt.planning],
  ['exhaustion_at', ({ exhaustionAt }) => exhaustionAt.planning],
];

export const RECOMMENDATION_COLUMNS: readonly CsvColumn<RunRecommendation>[] = [
  ...RUN_COLUMNS,
  ['id', ({ recommendation }) => recommendation.id],
  ['remedy', ({ recommendation }) => recommendation.remedy],
  ['title', ({ recommendation }) => recommendation.title],
  ['effort', ({ recommendation }) => recommendation.effort],
  ['lead_time_days', ({ recommendation }) => recommendation.leadTimeDays],
  ['monthly_cost', ({ recommendation }) => recommendation.monthlyCost?.amount ?? null],
  ['currency', ({ recommendation }) => recommendation.monthlyCost?.currency ?? null],
  ['why', ({ recommendation }) => recommendation.why],
];
