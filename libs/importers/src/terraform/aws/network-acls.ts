import type { FirewallRule } from '@portplan/engine';
import { imported } from '../../draft/topology-draft.js';
import { linkMany, linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';
import { rulesOf, separateRules } from './network-acl-rules.js';
import { defaultOf, vpcOf } from './network.js';

/** A network ACL with the subnets that it stands before. */
export interface NetworkAcl {
  readonly nodeId: string;
  readonly resource: Resource;
  readonly subnets: readonly Resource[];
  readonly rules: readonly FirewallRule[];
}

const EVERYWHERE = '0.0.0.0/0';

/** Network ACLs as stateless firewalls. A default ACL that lets everything through is left out: it refuses nothing. */
export function readNetworkAcls(context: AwsContext): readonly NetworkAcl[] {
  const { inventory, draft } = context;
  const own = inventory
    .ofType('aws_network_acl')
    .map((acl) => addAcl(acl, subnetsOf(acl, context), rulesOf(acl, context), context));
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
    return [addAcl(acl, subnets, rules, context)];
  });
  return [...own, ...defaults];
}

function addAcl(
  resource: Resource,
  subnets: readonly Resource[],
  rules: readonly FirewallRule[],
  context: AwsContext,
): NetworkAcl {
  const { draft } = context;
  const nodeId = draft.idOf(resource.address);
  const separate = separateRules(resource, context);
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

function letsEverythingThrough(rules: readonly FirewallRule[]): boolean {
  return (['inbound', 'outbound'] as const).every((direction) => {
    const first = rules.find((rule) => rule.direction === direction && rule.cidr === EVERYWHERE);
    return first?.action === 'allow' && first.protocol === 'any';
  });
}
