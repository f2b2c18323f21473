import type { FirewallRule } from '@portplan/engine';
import { numberIn, textIn, truthIn } from '../attribute.js';
import { listOf, recordOf, type JsonRecord } from '../json-value.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';

/** Protocol names and IANA numbers as AWS takes them; others (ICMP) have no ports. */
const PROTOCOLS: Readonly<Record<string, FirewallRule['protocol']>> = {
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  '-1': 'any',
  all: 'any',
};
const ACTIONS: Readonly<Record<string, FirewallRule['action']>> = { allow: 'allow', deny: 'deny' };
const ALL_PORTS: readonly [number, number] = [1, 65535];

interface RuleSource {
  readonly values: JsonRecord;
  readonly direction: FirewallRule['direction'];
  readonly address: string;
  readonly priority: number | undefined;
  readonly action: string | undefined;
}

/** The rules of a network ACL, inline and separate, inbound first, in the order in which they are read. */
export function rulesOf(acl: Resource, context: AwsContext): readonly FirewallRule[] {
  const inline = (['ingress', 'egress'] as const).flatMap((name) =>
    listOf(acl.values[name])
      .map(recordOf)
      .map((values): RuleSource => ({
        values,
        direction: name === 'ingress' ? 'inbound' : 'outbound',
        address: acl.address,
        priority: numberIn(values, 'rule_no'),
        action: textIn(values, 'action'),
      })),
  );
  const separate = separateRules(acl, context).map((rule): RuleSource => ({
    values: rule.values,
    direction: truthIn(rule.values, 'egress') === true ? 'outbound' : 'inbound',
    address: rule.address,
    priority: numberIn(rule.values, 'rule_number'),
    action: textIn(rule.values, 'rule_action'),
  }));
  return [...inline, ...separate].flatMap((source) => ruleOf(source, context)).sort(inReadingOrder);
}

/** The `aws_network_acl_rule` resources of an ACL. */
export function separateRules(acl: Resource, { inventory }: AwsContext): readonly Resource[] {
  return inventory.ofType('aws_network_acl_rule').filter((rule) => {
    const types = ['aws_network_acl', 'aws_default_network_acl'];
    return linkOne(inventory, rule, { path: ['network_acl_id'], types }).targets[0]?.address === acl.address;
  });
}

function inReadingOrder(a: FirewallRule, b: FirewallRule): number {
  if (a.direction !== b.direction) return a.direction === 'inbound' ? -1 : 1;
  return (a.priority ?? 0) - (b.priority ?? 0);
}

function ruleOf(source: RuleSource, context: AwsContext): readonly FirewallRule[] {
  const { values, direction, priority } = source;
  const protocol = PROTOCOLS[textIn(values, 'protocol')?.toLowerCase() ?? ''];
  const action = ACTIONS[source.action?.toLowerCase() ?? ''];
  if (protocol === undefined || action === undefined) {
    return leaveOut(source, 'only allow and deny of tcp, udp and all protocols concern ports', context);
  }
  const cidr = textIn(values, 'cidr_block') ?? textIn(values, 'ipv6_cidr_block');
  if (cidr === undefined) return leaveOut(source, 'the addresses that it is for are not known', context);
  const from = numberIn(values, 'from_port') ?? ALL_PORTS[0];
  const to = numberIn(values, 'to_port') ?? ALL_PORTS[1];
  const ports: readonly [number, number] =
    protocol === 'any' ? ALL_PORTS : [Math.max(ALL_PORTS[0], from), Math.max(ALL_PORTS[0], to)];
  return [{ direction, protocol, ports, action, ...(priority === undefined ? {} : { priority }), cidr }];
}

function leaveOut(
  { address, direction, priority }: RuleSource,
  reason: string,
  { draft }: AwsContext,
): readonly FirewallRule[] {
  const number = priority === undefined ? '' : `, number ${String(priority)}`;
  draft.warn({
    code: 'rule-left-out',
    addresses: [address],
    message: `a rule of ${address} (${direction}${number}) was left out: ${reason}`,
  });
  return [];
}
