import type { NatGatewayResult, PlanResult, Resource, ResourceKind } from '@portplan/engine';
import { countText, distanceText, factorText, instantText, percentText, wholeText } from './figures.js';

/** What a pool of each kind holds. */
const UNITS: Readonly<Record<ResourceKind, string>> = {
  'ephemeral-ports': 'ports',
  'snat-ports': 'ports',
  conntrack: 'entries',
  connections: 'connections',
  'file-descriptors': 'descriptors',
  bandwidth: 'bit/s',
  packets: 'packets/s',
};

/** Gateways that are told of one by one; of more, only how many there are. */
const MOST_GATEWAYS = 4;

/**
 * The plan in a paragraph: what binds, when it runs out, how many addresses are needed where.
 *
 * @param start of the forecast, ISO 8601: distances are counted from there, so that the same plan reads the same tomorrow
 */
export function planSentences(result: PlanResult, start: string): readonly string[] {
  const pool = result.resources.find(({ id }) => id === result.summary.binding);
  if (pool === undefined) return ['No pool of ports stands on any path: there is nothing to run out.'];
  return [
    bindingSentence(pool),
    inVainSentence(pool, result) ?? whenSentence(pool, result.summary.exhaustionAt, start),
    ...gatewaySentences(result.natGateways),
  ];
}

function bindingSentence({ id, kind, capacity, peak }: Resource): string {
  return `${id} binds: ${wholeText(peak.offeredLoad)} of ${wholeText(capacity)} ${UNITS[kind]} at ${instantText(peak.at)}, ${percentText(peak.utilization)}.`;
}

/** Where some machines have no ports at all, the room that the others have is no answer. */
function inVainSentence({ node, headroom }: Resource, { findings }: PlanResult): string | null {
  if (headroom.factor !== 0) return null;
  const finding = findings.find((each) => each.code === 'vms-without-ports' && each.node === node);
  return finding === undefined ? null : `${finding.message}.`;
}

function whenSentence(
  { overTargetAt, headroom }: Resource,
  exhaustionAt: string | null,
  start: string,
): string {
  if (exhaustionAt !== null)
    return `It runs out at ${instantText(exhaustionAt)}, ${distanceText(start, exhaustionAt)}.`;
  if (overTargetAt.planning !== null)
    return `It is over its target from ${instantText(overTargetAt.planning)}, ${distanceText(start, overTargetAt.planning)}.`;
  return headroom.factor === null
    ? 'It does not run out within the forecast: no traffic reaches it.'
    : `It does not run out within the forecast; ${factorText(headroom.factor)} its traffic would still fit.`;
}

/** Those that are short of addresses first, since they are what is to be done. */
function gatewaySentences(gateways: readonly NatGatewayResult[]): readonly string[] {
  const short = gateways.filter(isShort);
  const ordered = [...short, ...gateways.filter((gateway) => !isShort(gateway))];
  const shown = ordered.length <= MOST_GATEWAYS ? ordered : short.slice(0, MOST_GATEWAYS);
  const moreShort = short.filter((gateway) => !shown.includes(gateway)).length;
  const enough = ordered.length - shown.length - moreShort;
  return [
    ...shown.map(gatewaySentence),
    ...(moreShort > 0
      ? [`${countText(moreShort, 'more gateway needs', 'more gateways need')} more NAT IPs.`]
      : []),
    ...(enough > 0
      ? [`${countText(enough, 'gateway has', 'gateways have')} as many NAT IPs as needed.`]
      : []),
  ];
}

/** Whether a gateway has fewer addresses than it needs, or no number would do. */
export function isShort({ requiredIps, currentIps }: NatGatewayResult): boolean {
  return requiredIps === null || requiredIps > currentIps;
}

function gatewaySentence(gateway: NatGatewayResult): string {
  const { node, currentIps, requiredIps, requiredIpsTotal, bindingDestination, gatewaysRequired } = gateway;
  const destination = bindingDestination === null || bindingDestination === '*' ? null : bindingDestination;
  if (requiredIps === null)
    return `${node}: no number of NAT IPs meets the policy${destination === null ? '' : ` toward ${destination}`}; it has ${wholeText(currentIps)}.`;
  const toward = destination === null ? '' : ` for ${destination}`;
  const gateways =
    gatewaysRequired === null || gatewaysRequired <= 1 ? '' : ` on ${wholeText(gatewaysRequired)} gateways`;
  const zones =
    requiredIpsTotal === null || requiredIpsTotal === requiredIps
      ? ''
      : ` (${wholeText(requiredIpsTotal)} over all zones)`;
  return `${node} needs ${countText(requiredIps, 'NAT IP')}${toward}${gateways}${zones}; it has ${wholeText(currentIps)}.`;
}
