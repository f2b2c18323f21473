import type { Allocation } from '@portplan/engine';
import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn, textIn, truthIn } from '../attribute.js';
import { linkMany, linkOne, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import { blocksAsResources } from './blocks.js';
import type { AzureContext } from './context.js';
import type { Exit } from './exit.js';
import { idleTimeout } from './idle-timeout.js';
import { addressesAt, countedAddresses, together, type Addresses } from './public-addresses.js';

/** Ways out by the addresses of the backend pools that have them. */
export type PoolExits = ReadonlyMap<string, Exit>;

const POOL = ['azurerm_lb_backend_address_pool'] as const;

/**
 * What translates for the machines of backend pools: outbound rules, and where a pool has none, the load-balancing rules
 * of a public load balancer, which translate too unless that is switched off.
 *
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections
 */
export function readPoolExits(context: AzureContext): PoolExits {
  const { inventory, draft } = context;
  const exits = new Map<string, Exit>();
  for (const rule of inventory.ofType('azurerm_lb_outbound_rule')) {
    if (textIn(rule.values, 'protocol') === 'Udp') {
      draft.leaveOut(rule, 'it translates UDP only; connections of the topology are TCP');
      continue;
    }
    const pool = linkOne(inventory, rule, { path: ['backend_address_pool_id'], types: POOL }).targets[0];
    const balancer = balancerOf(rule, context);
    if (pool !== undefined && balancer !== undefined)
      exits.set(pool.address, addRule(rule, pool, balancer, context));
  }
  for (const pool of inventory.ofType('azurerm_lb_backend_address_pool')) {
    if (exits.has(pool.address)) continue;
    const exit = implicitExit(pool, context);
    if (exit !== null) exits.set(pool.address, exit);
  }
  return exits;
}

/** The load balancer of a rule or of a pool. */
export function balancerOf(resource: Resource, { inventory }: AzureContext): Resource | undefined {
  return linkOne(inventory, resource, { path: ['loadbalancer_id'], types: ['azurerm_lb'] }).targets[0];
}

function addRule(rule: Resource, pool: Resource, balancer: Resource, context: AzureContext): Exit {
  const { address, values } = rule;
  const addresses = frontendAddresses(
    balancer,
    textsAt(values, ['frontend_ip_configuration', 'name']),
    context,
  );
  const { publicIps, origin } = countedAddresses(addresses, address);
  const { allocation, origins } = allocationOf(numberIn(values, 'allocated_outbound_ports'), address);
  const idle = idleTimeout(values, address);
  const nodeId = context.draft.idOf(address);
  context.draft.addNode(
    {
      id: nodeId,
      kind: 'nat-gateway',
      profile: 'azure/load-balancer-outbound',
      publicIps,
      allocation,
      ...idle.fields,
    },
    { profile: imported(address), publicIps: origin, ...origins, ...idle.origins },
    [rule, pool, ...addresses.resources],
  );
  return { kind: 'translated', nodeId, origin: imported(address), telling: [balancer] };
}

/** Ports of each machine: so many as are allocated, or by Azure's table of pool sizes where that is 0. */
export function allocationOf(
  ports: number | undefined,
  address: string,
): { readonly allocation: Allocation; readonly origins: Origins } {
  if (ports !== undefined && ports > 0) {
    return {
      allocation: { kind: 'manual', portsPerVm: ports },
      origins: { 'allocation.kind': imported(address), 'allocation.portsPerVm': imported(address) },
    };
  }
  const bySize = 'no ports are allocated by hand: Azure divides them by the size of the pool';
  const unknown = `how many ports ${address} allocates is not in the document; Azure's division by the size of the pool is assumed`;
  return {
    allocation: { kind: 'by-pool-size' },
    origins: { 'allocation.kind': ports === 0 ? imported(address, bySize) : assumed(unknown) },
  };
}

/** Addresses of the frontends with one of these names. */
function frontendAddresses(
  balancer: Resource,
  names: readonly string[],
  { inventory }: AzureContext,
): Addresses {
  const frontends = blocksAsResources(balancer, 'frontend_ip_configuration').filter(({ values }) =>
    names.includes(textIn(values, 'name') ?? ''),
  );
  return together(
    frontends.flatMap((frontend) => [
      addressesAt(frontend, 'public_ip_address_id', 'azurerm_public_ip', inventory),
      ...(mayHavePrefix(frontend)
        ? [addressesAt(frontend, 'public_ip_prefix_id', 'azurerm_public_ip_prefix', inventory)]
        : []),
    ]),
  );
}

/** A frontend has an address or a prefix. Where a dynamic block hides which, both are unknown: it counts as an address. */
function mayHavePrefix({ values, configuration }: Resource): boolean {
  return configuration !== null || textIn(values, 'public_ip_prefix_id') !== undefined;
}

function implicitExit(pool: Resource, context: AzureContext): Exit | null {
  const { inventory, draft } = context;
  const balancer = balancerOf(pool, context);
  if (balancer === undefined) return null;
  const rules = inventory.ofType('azurerm_lb_rule').filter((rule) => {
    const pools = linkMany(inventory, rule, { path: ['backend_address_pool_ids'], types: POOL }).targets;
    return (
      truthIn(rule.values, 'disable_outbound_snat') !== true &&
      pools.some(({ address }) => address === pool.address)
    );
  });
  const names = rules.flatMap(({ values }) => textIn(values, 'frontend_ip_configuration_name') ?? []);
  const addresses = frontendAddresses(balancer, names, context);
  const [rule] = rules;
  if (rule === undefined || addresses.count === 0) return null;
  const { publicIps, origin } = countedAddresses(addresses, balancer.address);
  const nodeId = draft.idOf(`${pool.address}.outbound`);
  const how =
    'no outbound rule: rules without disable_outbound_snat translate too, with ports by the size of the pool';
  draft.addNode(
    {
      id: nodeId,
      kind: 'nat-gateway',
      profile: 'azure/load-balancer-outbound',
      publicIps,
      allocation: { kind: 'by-pool-size' },
    },
    {
      profile: imported(rule.address, how),
      publicIps: origin,
      'allocation.kind': imported(rule.address, how),
    },
    [pool, ...addresses.resources],
  );
  return { kind: 'translated', nodeId, origin: imported(rule.address, how), telling: [balancer, ...rules] };
}
