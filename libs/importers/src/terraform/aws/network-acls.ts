import type { FirewallRule } from '@portplan/engine';
import { imported } from '../../draft/topology-draft.js';
import { numberIn, textIn, truthIn } from '../attribute.js';
import type { JsonRecord } from '../json-value.js';
import { listOf, recordOf } from '../json-value.js';
import { linkMany, linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';
import { defaultOf, vpcOf } from './network.js';

/** A network ACL with the subnets that it stands before. */
export interface NetworkAcl {
  readonly nodeId: string;
  readonly resource: Resource;
  readonly subnets: readonly Resource[];
  readonly rules: readonly FirewallRule[];
}

/** Protocol names and IANA numbers as AWS takes them; others (ICMP) have no ports. */
const PROTOCOLS: Readonly<Record<string, FirewallRule['protocol']>> = {
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  '-1': 'any',
  all: 'any',
};
const ALL_PORTS: readonly [number, number] = [1, 65535];
const EVERYWHERE = '0.0.0.0/0';

/** Network ACLs as stateless firewalls. A default ACL that lets everything through is left out: it refuses nothing. */
export function readNetworkAcls(context: AwsContext): readonly NetworkAcl[] {
  const { inventory, draft } = context;
  const own = inventory
    .ofType('aws_network_acl')
    .map((acl) => readAcl(acl, subnetsOf(acl, context), context));
  const taken = new Set(own.flatMap(({ subnets }) => subnets.map(({ address }) => address)));
  const defaults = inventory.ofType('aws_default_network_acl').flatMap((acl): readonly NetworkAcl[] => {
    const rules = rulesOf(acl, context);
    if (letsEverythingThrough(rules)) {
      draft.leaveOut(acl, 'lets everything through in both directions: it refuses nothing');
      return [];
    }
    const subnets = inventory.ofType('aws_subnet').filter((subnet) => {
      const vpc = vpcOf(subnet, inventory);
      return (
        !taken.has(subnet.address) && vpc !== null && defaultOf(acl, vpc, 'default_network_acl_id', inventory)
      );
    });
    return [readAcl(acl, subnets, context)];
  });
  return [...own, ...defaults];
}

function readAcl(resource: Resource, subnets: readonly Resource[], context: AwsContext): NetworkAcl {
  const { draft } = context;
  const nodeId = draft.idOf(resource.address);
  const separate = separateRules(resource, context);
  const rules = rulesOf(resource, context);
  draft.addNode(
    { id: nodeId, kind: 'firewall', profile: 'aws/network-acl', stateful: false, rules },
    {
      profile: imported(resource.address),
      stateful: imported(resource.address),
      rules: imported(resource.address),
    },
    [resource, ...separate],
  );
  return { nodeId, resource, subnets, rules };
}

function subnetsOf(acl: Resource, { inventory }: AwsContext): readonly Resource[] {
  const listed = linkMany(inventory, acl, { path: ['subnet_ids'], types: ['aws_subnet'] }).targets;
  const associated = inventory.ofType('aws_network_acl_association').flatMap((association) => {
    const named = linkOne(inventory, association, { path: ['network_acl_id'], types: ['aws_network_acl'] })
      .targets[0];
    return named?.address === acl.address
      ? linkOne(inventory, association, { path: ['subnet_id'], types: ['aws_subnet'] }).targets
      : [];
  });
  return [...new Map([...listed, ...associated].map((subnet) => [subnet.address, subnet])).values()];
}

function separateRules(acl: Resource, { inventory }: AwsContext): readonly Resource[] {
  return inventory.ofType('aws_network_acl_rule').filter((rule) => {
    const types = ['aws_network_acl', 'aws_default_network_acl'];
    return linkOne(inventory, rule, { path: ['network_acl_id'], types }).targets[0]?.address === acl.address;
  });
}

interface RuleSource {
  readonly values: JsonRecord;
  readonly direction: FirewallRule['direction'];
  readonly address: string;
  readonly priority: number | undefined;
  readonly action: string | undefined;
}

function rulesOf(acl: Resource, context: AwsContext): readonly FirewallRule[] {
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
  return [...inline, ...separate]
    .flatMap((source) => ruleOf(source, context))
    .sort(
      (a, b) =>
        (a.direction < b.direction ? -1 : a.direction > b.direction ? 1 : 0) ||
        (a.priority ?? 0) - (b.priority ?? 0),
    );
}

function ruleOf(
  { values, direction, address, priority, action }: RuleSource,
  { draft }: AwsContext,
): readonly FirewallRule[] {
  const protocol = PROTOCOLS[textIn(values, 'protocol')?.toLowerCase() ?? ''];
  if (protocol === undefined || (action?.toLowerCase() !== 'allow' && action?.toLowerCase() !== 'deny')) {
    draft.warn({
      code: 'rule-left-out',
      addresses: [address],
      message: `a rule of ${address} (${direction}, number ${String(priority ?? 'unknown')}) was left out: only allow and deny of tcp, udp and all protocols concern ports`,
    });
    return [];
  }
  const cidr = textIn(values, 'cidr_block') ?? textIn(values, 'ipv6_cidr_block');
  const ports: readonly [number, number] =
    protocol === 'any'
      ? ALL_PORTS
      : [
          Math.max(ALL_PORTS[0], numberIn(values, 'from_port') ?? 0),
          Math.max(ALL_PORTS[0], numberIn(values, 'to_port') ?? ALL_PORTS[1]),
        ];
  return [
    {
      direction,
      protocol,
      ports,
      action: action.toLowerCase() === 'allow' ? 'allow' : 'deny',
      ...(priority === undefined ? {} : { priority }),
      ...(cidr === undefined ? {} : { cidr }),
    },
  ];
}

function letsEverythingThrough(rules: readonly FirewallRule[]): boolean {
  return (['inbound', 'outbound'] as const).every((direction) => {
    const first = rules.find((rule) => rule.direction === direction && rule.cidr === EVERYWHERE);
    return first?.action === 'allow' && first.protocol === 'any';
  });
}
