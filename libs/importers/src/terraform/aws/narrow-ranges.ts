import type { FirewallRule } from '@portplan/engine';
import { linkOne } from '../link.js';
import type { AwsContext } from './context.js';
import type { NetworkAcl } from './network-acls.js';
import { ANY_CLIENT_PORTS, LINUX_PORTS, shareLetThrough, type PortRange } from './return-range.js';

const FIRST_USER_PORT = 1024;

/** Something that waits for replies through an ACL, and on which ports. */
interface ReturnTraffic {
  readonly direction: FirewallRule['direction'];
  readonly range: PortRange;
  readonly of: string;
}

/**
 * Warns of ACLs that refuse replies: in public subnets to clients' ports and to NAT gateways' ports, in private ones to
 * the machines' ports. A stateless filter must let the whole range of the other side's ports through.
 */
export function warnOfNarrowRanges(acls: readonly NetworkAcl[], context: AwsContext): void {
  const gatewaySubnets = new Set(
    context.inventory
      .ofType('aws_nat_gateway')
      .flatMap(
        (gateway) =>
          linkOne(context.inventory, gateway, { path: ['subnet_id'], types: ['aws_subnet'] }).targets,
      )
      .map(({ address }) => address),
  );
  for (const acl of acls) {
    for (const traffic of returnTraffic(acl, gatewaySubnets, context)) warn(acl, traffic, context);
  }
}

function returnTraffic(
  acl: NetworkAcl,
  gatewaySubnets: ReadonlySet<string>,
  context: AwsContext,
): readonly ReturnTraffic[] {
  const machines = acl.subnets.some(({ address }) => targetKind(address, context) === 'nat');
  const translates = acl.subnets.some(({ address }) => gatewaySubnets.has(address));
  return [
    ...(serves(acl, context)
      ? [{ direction: 'outbound', range: ANY_CLIENT_PORTS, of: 'client ports' } as const]
      : []),
    ...(translates
      ? [{ direction: 'inbound', range: ANY_CLIENT_PORTS, of: "the NAT gateway's ports" } as const]
      : []),
    ...(machines
      ? [{ direction: 'inbound', range: LINUX_PORTS, of: "a Linux machine's ephemeral ports" } as const]
      : []),
  ];
}

/** Whether an ACL stands before public subnets and lets anyone in to some service there. */
export function serves({ subnets, rules }: NetworkAcl, context: AwsContext): boolean {
  return (
    rules.some(isServiceRule) && subnets.some(({ address }) => targetKind(address, context) === 'internet')
  );
}

function targetKind(subnet: string, { network }: AwsContext): string | undefined {
  return network.routing.get(subnet)?.target?.kind;
}

/** A rule that lets anyone in to a service: replies to them go to ports of their choice. */
function isServiceRule({ direction, action, ports, cidr }: FirewallRule): boolean {
  return direction === 'inbound' && action === 'allow' && cidr === '0.0.0.0/0' && ports[0] < FIRST_USER_PORT;
}

function warn(
  { resource, rules }: NetworkAcl,
  { direction, range, of }: ReturnTraffic,
  { draft }: AwsContext,
): void {
  const refused = 1 - shareLetThrough(rules, direction, range);
  if (refused <= 0) return;
  draft.warn({
    code: 'narrow-return-range',
    addresses: [resource.address],
    message: `${resource.address} does not let all of ${String(range[0])} to ${String(range[1])} through ${direction}: ${(refused * 100).toFixed(1)} % of ${of} get no reply`,
  });
}
