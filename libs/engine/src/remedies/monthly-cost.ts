import { HOURS_PER_MONTH } from '../plan/nat-gateways.js';
import type { MonthlyCost } from '../plan/result.js';
import type { ResolvedTopology } from '../topology/resolved.js';

/** A month at a price for each hour. */
export function monthly(hourly: number, assumes: string): MonthlyCost {
  return {
    amount: Math.round(hourly * HOURS_PER_MONTH * 100) / 100,
    currency: 'USD',
    assumes: `${assumes}, ${String(HOURS_PER_MONTH)} hours a month, without data processed`,
  };
}

interface HourlyCost {
  readonly hourly: number;
  readonly sources: readonly string[];
}

/** What all gateways and their addresses cost, as far as the catalogue knows prices. */
function gatewayHours({ nodes }: ResolvedTopology): HourlyCost {
  const sources = new Set<string>();
  let hourly = 0;
  for (const { profile, translator } of nodes.values()) {
    if (translator === null || profile?.prices === undefined) continue;
    const { gatewayHour, addressHour } = profile.prices;
    hourly +=
      translator.zones * ((gatewayHour?.value ?? 0) + translator.publicIps * (addressHour?.value ?? 0));
    for (const price of [gatewayHour, addressHour]) {
      if (price !== undefined) sources.add(`${price.source}, ${price.asOf}`);
    }
  }
  return { hourly, sources: [...sources] };
}

/** What a change of the topology adds to a month's bill, negative where it saves; null where it changes no price known. */
export function costDifference(before: ResolvedTopology, after: ResolvedTopology): MonthlyCost | null {
  const now = gatewayHours(before);
  const then = gatewayHours(after);
  const difference = then.hourly - now.hourly;
  if (Math.abs(difference) < 1e-9) return null;
  return monthly(difference, `list prices (${then.sources.join('; ')})`);
}

/** Two costs of the same change. */
export function added(left: MonthlyCost | null, right: MonthlyCost | null): MonthlyCost | null {
  if (left === null || right === null) return left ?? right;
  return {
    amount: Math.round((left.amount + right.amount) * 100) / 100,
    currency: left.currency,
    assumes: `${left.assumes}; ${right.assumes}`,
  };
}
