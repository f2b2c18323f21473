import { assumed, imported, type Origin } from '../../draft/topology-draft.js';
import { ASSUMED_HOST } from '../assumed-values.js';
import { numberIn } from '../attribute.js';
import { instanceCount } from '../instance-count.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import { sizeOf } from './autoscale.js';
import { applicationGatewaysAt } from './application-gateways.js';
import { isGivenAt } from './blocks.js';
import type { AzureContext, Workload } from './context.js';
import { placementsIn, zoneFields, zonesOf } from './placements.js';

/** Operating systems by type; orchestrated sets say it only beside passwords, and are not asked. */
const SYSTEMS: Readonly<Record<string, 'linux' | 'windows'>> = {
  azurerm_linux_virtual_machine_scale_set: 'linux',
  azurerm_windows_virtual_machine_scale_set: 'windows',
};

const IP_CONFIGURATION = ['network_interface', 'ip_configuration'] as const;

/** Scale sets as backends, in the subnet and the backend pools of their interfaces. */
export function readScaleSets(sets: readonly Resource[], context: AzureContext): readonly Workload[] {
  return sets.flatMap((set) => readSet(set, context));
}

function readSet(set: Resource, context: AzureContext): readonly Workload[] {
  const { draft, inventory } = context;
  const { address, type, values } = set;
  const { size, setting } = sizeOf(set, numberIn(values, 'instances'), context);
  if (size.max !== undefined && size.max < 1) {
    draft.leaveOut(set, `${size.address} says ${String(size.max)} instances at most: the scale set has none`);
    return [];
  }
  const { instances, origins } = instanceCount(size);
  const zones = zonesOf(set);
  const inZones = zoneFields(zones, address);
  const nodeId = draft.idOf(address);
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances,
      ...inZones.fields,
      host: { profile: SYSTEMS[type] ?? 'linux' },
    },
    {
      ...origins,
      ...inZones.origins,
      'host.profile': systemOrigin(set),
    },
    [set, ...(setting === null ? [] : [setting])],
  );
  const pools = linkMany(inventory, set, {
    path: [...IP_CONFIGURATION, 'load_balancer_backend_address_pool_ids'],
    types: ['azurerm_lb_backend_address_pool'],
  }).targets;
  return [
    {
      nodeId,
      address,
      zones,
      placements: placementsIn(set, [...IP_CONFIGURATION, 'subnet_id'], context),
      ownAddresses: isGivenAt(set, [...IP_CONFIGURATION, 'public_ip_address', 'name']),
      pools,
      gateways: applicationGatewaysAt(
        set,
        [...IP_CONFIGURATION, 'application_gateway_backend_address_pool_ids'],
        context,
      ),
      platform: null,
    },
  ];
}

function systemOrigin({ type, address }: Resource): Origin {
  return type in SYSTEMS ? imported(address) : assumed(ASSUMED_HOST);
}
