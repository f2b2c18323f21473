import { imported } from '../../draft/topology-draft.js';
import { textIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import { blocksAsResources, isGiven } from './blocks.js';
import type { AzureContext, Workload } from './context.js';
import type { Front } from './front-legs.js';
import { idleTimeout } from './idle-timeout.js';
import { balancerOf } from './outbound-rules.js';

const PUBLIC = ['public_ip_address_id', 'public_ip_prefix_id'] as const;

/** Load balancers with rules as nodes that pass connections through; those with outbound rules only let nobody in. */
export function readLoadBalancers(workloads: readonly Workload[], context: AzureContext): readonly Front[] {
  return context.inventory.ofType('azurerm_lb').flatMap((resource): readonly Front[] => {
    const rules = context.inventory
      .ofType('azurerm_lb_rule')
      .filter((rule) => balancerOf(rule, context)?.address === resource.address);
    const [first] = rules;
    if (first === undefined) return [];
    const pools = new Set(rules.flatMap((rule) => poolsOf(rule, context)).map(({ address }) => address));
    return [
      {
        nodeId: addNode(resource, rules, first, context),
        resource,
        internal: !blocksAsResources(resource, 'frontend_ip_configuration').some((frontend) =>
          PUBLIC.some((attribute) => isGiven(frontend, attribute)),
        ),
        ends: false,
        sticky: rules.find(isSticky) ?? null,
        targets: workloads
          .filter((workload) => workload.pools.some(({ address }) => pools.has(address)))
          .map(({ nodeId }) => nodeId),
      },
    ];
  });
}

function poolsOf(rule: Resource, { inventory }: AzureContext): readonly Resource[] {
  return linkMany(inventory, rule, {
    path: ['backend_address_pool_ids'],
    types: ['azurerm_lb_backend_address_pool'],
  }).targets;
}

/** Bound by the client's address; by default a connection goes by its whole 5-tuple. */
function isSticky({ values }: Resource): boolean {
  return (textIn(values, 'load_distribution') ?? 'Default').startsWith('SourceIP');
}

function addNode(
  resource: Resource,
  rules: readonly Resource[],
  first: Resource,
  context: AzureContext,
): string {
  const { draft, inventory } = context;
  const idle = idleTimeout(first.values, first.address);
  const nodeId = draft.idOf(resource.address);
  const addresses = linkMany(inventory, resource, {
    path: ['frontend_ip_configuration', 'public_ip_address_id'],
    types: ['azurerm_public_ip'],
  }).targets;
  draft.addNode(
    { id: nodeId, kind: 'load-balancer', profile: 'azure/load-balancer', ...idle.fields },
    { profile: imported(resource.address), ...idle.origins },
    [resource, ...rules, ...rules.flatMap((rule) => poolsOf(rule, context)), ...addresses],
  );
  return nodeId;
}
