import type { MonthlyCost } from '@portplan/engine';
import type { RunNatGateway } from '@portplan/planning';
import { toInstantColumns, toInstants, type InstantColumns } from './instants-mapper.js';
import type { OfRun } from './resource-mapper.js';
import { toStatus } from './run-mapper.js';

interface CostColumns {
  readonly monthlyCostAmount: number | null;
  readonly monthlyCostCurrency: string | null;
  readonly monthlyCostAssumes: string | null;
}

export interface NatGatewayColumns extends InstantColumns, CostColumns {
  readonly runId: string;
  readonly position: number;
  readonly node: string;
  readonly currentIps: number;
  readonly requiredIps: number | null;
  readonly requiredIpsTotal: number | null;
  readonly requiredIpsP50: number | null;
  readonly requiredIpsP95: number | null;
  readonly requiredIpsP99: number | null;
  readonly ipsPerGatewayLimit: number | null;
  readonly gatewaysRequired: number | null;
  readonly bindingDestination: string | null;
  readonly portsPerVm: number | null;
  readonly status: string | null;
  readonly peakUtilization: number | null;
}

export function toNatGatewayColumns(row: RunNatGateway): NatGatewayColumns {
  const { natGateway } = row;
  return {
    runId: row.runId,
    position: row.position,
    node: natGateway.node,
    currentIps: natGateway.currentIps,
    requiredIps: natGateway.requiredIps,
    requiredIpsTotal: natGateway.requiredIpsTotal,
    requiredIpsP50: natGateway.requiredIpsByQuantile.p50,
    requiredIpsP95: natGateway.requiredIpsByQuantile.p95,
    requiredIpsP99: natGateway.requiredIpsByQuantile.p99,
    ipsPerGatewayLimit: natGateway.ipsPerGatewayLimit,
    gatewaysRequired: natGateway.gatewaysRequired,
    bindingDestination: natGateway.bindingDestination,
    portsPerVm: natGateway.portsPerVm,
    monthlyCostAmount: natGateway.monthlyCost?.amount ?? null,
    monthlyCostCurrency: natGateway.monthlyCost?.currency ?? null,
    monthlyCostAssumes: natGateway.monthlyCost?.assumes ?? null,
    status: row.status,
    peakUtilization: row.peakUtilization,
    ...toInstantColumns(row),
  };
}

export function toRunNatGateway(row: NatGatewayColumns & OfRun): RunNatGateway {
  return {
    runId: row.runId,
    ...row.run,
    position: row.position,
    natGateway: {
      node: row.node,
      currentIps: row.currentIps,
      requiredIps: row.requiredIps,
      requiredIpsTotal: row.requiredIpsTotal,
      requiredIpsByQuantile: { p50: row.requiredIpsP50, p95: row.requiredIpsP95, p99: row.requiredIpsP99 },
      ipsPerGatewayLimit: row.ipsPerGatewayLimit,
      gatewaysRequired: row.gatewaysRequired,
      bindingDestination: row.bindingDestination,
      portsPerVm: row.portsPerVm,
      monthlyCost: toMonthlyCost(row),
    },
    status: row.status === null ? null : toStatus(row.status),
    peakUtilization: row.peakUtilization,
    ...toInstants(row),
  };
}

function toMonthlyCost(row: CostColumns): MonthlyCost | null {
  const { monthlyCostAmount: amount, monthlyCostCurrency: currency, monthlyCostAssumes: assumes } = row;
  return amount === null || currency === null || assumes === null ? null : { amount, currency, assumes };
}
