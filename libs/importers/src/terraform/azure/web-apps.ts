import { imported } from '../../draft/topology-draft.js';
import { numberIn, truthIn } from '../attribute.js';
import { instanceCount } from '../instance-count.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { sizeOf } from './autoscale.js';
import { blockOf } from './blocks.js';
import type { AzureContext, Placement, Workload } from './context.js';
import type { Exit } from './exit.js';

const SWIFT = 'azurerm_app_service_virtual_network_swift_connection';

/**
 * Apps of App Service as backends, on all workers of their plan. What leaves the network that they are integrated with
 * goes by the subnet's rules; everything else takes the ports that App Service allocates to each worker.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-vnet-integration#routes
 */
export function readWebApps(apps: readonly Resource[], context: AzureContext): readonly Workload[] {
  return apps.map((app) => readApp(app, context));
}

function readApp(app: Resource, context: AzureContext): Workload {
  const { draft, inventory } = context;
  const plan = linkOne(inventory, app, { path: ['service_plan_id'], types: ['azurerm_service_plan'] })
    .targets[0];
  const workers = plan === undefined ? undefined : numberIn(plan.values, 'worker_count');
  const scaled = plan === undefined ? null : sizeOf(plan, workers, context);
  const { instances, origins } = instanceCount(
    scaled?.size ?? { address: app.address, min: undefined, max: undefined },
  );
  const nodeId = draft.idOf(app.address);
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances,
      host: { profile: app.type.includes('windows') ? 'windows' : 'linux' },
    },
    { ...origins, 'host.profile': imported(app.address) },
    [app, ...(plan === undefined ? [] : [plan]), ...(scaled?.setting == null ? [] : [scaled.setting])],
  );
  return {
    nodeId,
    address: app.address,
    zones: [],
    placements: placementsOf(app, nodeId, context),
    ownAddresses: false,
    pools: [],
    gateways: [],
    platform: workersPorts(plan ?? app, context),
  };
}

/** The integration's subnet where all that leaves goes through it; none where only private destinations do. */
function placementsOf(
  app: Resource,
  nodeId: string,
  { inventory, draft }: AzureContext,
): readonly Placement[] {
  const nowhere = [{ subnet: null, weight: 1 }];
  const own = linkOne(inventory, app, { path: ['virtual_network_subnet_id'], types: ['azurerm_subnet'] });
  const connection = inventory
    .ofType(SWIFT)
    .find(
      (each) =>
        linkOne(inventory, each, { path: ['app_service_id'], types: [app.type] }).targets[0]?.address ===
        app.address,
    );
  const separate =
    connection === undefined
      ? undefined
      : linkOne(inventory, connection, { path: ['subnet_id'], types: ['azurerm_subnet'] }).targets[0];
  if (connection !== undefined) draft.understand(connection, nodeId);
  const subnet = own.targets[0] ?? separate;
  if (subnet === undefined) return nowhere;
  draft.understand(subnet, nodeId);
  const all = truthIn(blockOf(app.values, 'site_config'), 'vnet_route_all_enabled') === true;
  return all ? [{ subnet, weight: 1 }] : nowhere;
}

/** One node for all apps of a plan: they share its workers' ports. */
function workersPorts({ address }: Resource, { draft }: AzureContext): Exit {
  const nodeId = draft.idOf(`${address}.snat`);
  const origin = imported(address, 'App Service allocates ports to each worker');
  if (!draft.hasNode(nodeId)) {
    draft.addNode({ id: nodeId, kind: 'nat-gateway', profile: 'azure/app-service' }, { profile: origin });
  }
  return { kind: 'translated', nodeId, origin, telling: [] };
}
