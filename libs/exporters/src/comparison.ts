import type { PlanResult, Resource } from '@portplan/engine';
import { wholeText } from './figures.js';

/** One of several plans that are laid side by side. */
export interface Compared {
  readonly name: string;
  readonly result: PlanResult;
}

/** The pool that binds; null where there is none. */
export function bindingPool({ summary, resources }: PlanResult): Resource | null {
  return resources.find(({ id }) => id === summary.binding) ?? null;
}

/** One pool in all plans, in their order; null where a plan has none of it. */
export interface ComparedPool {
  readonly id: string;
  readonly cases: readonly (Resource | null)[];
}

/** Every pool of any plan, in the order in which they first appear. */
export function comparedPools(cases: readonly Compared[]): readonly ComparedPool[] {
  const ids = new Set(cases.flatMap(({ result }) => result.resources.map(({ id }) => id)));
  const byId = cases.map(({ result }) => new Map(result.resources.map((pool) => [pool.id, pool])));
  return [...ids].map((id) => ({ id, cases: byId.map((pools) => pools.get(id) ?? null) }));
}

/** NAT IPs of one zone's gateways: what there are, and what is needed; null where no number would do. */
export function natIps({ natGateways }: PlanResult): {
  readonly current: number;
  readonly required: number | null;
} {
  return {
    current: natGateways.reduce((sum, { currentIps }) => sum + currentIps, 0),
    required: natGateways.reduce<number | null>(
      (sum, { requiredIps }) => (sum === null || requiredIps === null ? null : sum + requiredIps),
      0,
    ),
  };
}

/** 1 → 7, or none helps; nothing where there is no gateway. */
export function natIpsText(result: PlanResult): string {
  if (result.natGateways.length === 0) return '';
  const { current, required } = natIps(result);
  return `${wholeText(current)} → ${required === null ? 'none helps' : wholeText(required)}`;
}

/** US dollars and the like for the addresses that are needed; null where a gateway has no price. */
export function monthlyCost({
  natGateways,
}: PlanResult): { readonly amount: number; readonly currency: string } | null {
  const costs = natGateways.map((gateway) => gateway.monthlyCost);
  const [first] = costs;
  if (first === null || first === undefined) return null;
  if (costs.some((cost) => cost?.currency !== first.currency)) return null;
  return { amount: costs.reduce((sum, cost) => sum + (cost?.amount ?? 0), 0), currency: first.currency };
}
