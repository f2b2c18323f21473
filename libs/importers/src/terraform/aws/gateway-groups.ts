import { textIn } from '../attribute.js';
import { groupBy } from '../group-by.js';
import { modulePathText } from '../module-path.js';
import type { Workload } from './context.js';
import type { ZonalGateway } from './zonal-gateway.js';

/** Shares that differ by less are the same: they are quotients of small numbers. */
const SAME_SHARE = 1e-9;

/**
 * Gateways that can be one node: of one module, with equally many addresses, in zones that differ, each with the
 * subnets of its own zone and of no other, equally many, and used alike by every workload. All others stand alone.
 */
export function groupGateways(
  gateways: readonly ZonalGateway[],
  workloads: readonly Workload[],
): readonly (readonly ZonalGateway[])[] {
  const alike = groupBy(gateways, ({ resource, connectivity, addresses }) =>
    [modulePathText(resource.module), connectivity, addresses.count].join('|'),
  );
  return [...alike.values()].flatMap((group) =>
    actAsOne(group, workloads) ? [group] : group.map((gateway) => [gateway]),
  );
}

function actAsOne(group: readonly ZonalGateway[], workloads: readonly Workload[]): boolean {
  const zones = group.map(({ zone }) => zone);
  if (zones.includes(null) || new Set(zones).size !== group.length) return false;
  const counts = new Set(group.map(({ behind }) => behind.length));
  if (counts.size !== 1 || counts.has(0)) return false;
  const withinZone = group.every(({ zone, behind }) =>
    behind.every(({ subnet }) => zoneIs(subnet.values, zone)),
  );
  return withinZone && workloads.every((workload) => usesAlike(workload, group));
}

function zoneIs(values: Readonly<Record<string, unknown>>, zone: string | null): boolean {
  return (textIn(values, 'availability_zone') ?? textIn(values, 'availability_zone_id')) === zone;
}

function usesAlike(workload: Workload, group: readonly ZonalGateway[]): boolean {
  const shares = group.map(({ behind }) => {
    const subnets = new Set(behind.map(({ subnet }) => subnet.address));
    return workload.placements
      .filter(({ subnet }) => subnets.has(subnet.address))
      .reduce((sum, { weight }) => sum + weight, 0);
  });
  return Math.max(...shares) - Math.min(...shares) < SAME_SHARE;
}
