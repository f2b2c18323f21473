import { assumed, imported } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import { linkMany } from '../link.js';
import type { Resource } from '../resource.js';
import { ASSUMED } from '../assumed-values.js';
import { evenly, zoneCount } from './auto-scaling.js';
import type { AwsContext, Workload } from './context.js';

/** ECS services as backends: each task has an address, and so ports, of its own (network mode awsvpc). */
export function readEcsServices(services: readonly Resource[], context: AwsContext): readonly Workload[] {
  return services.flatMap((service) => readService(service, context));
}

function readService(service: Resource, context: AwsContext): readonly Workload[] {
  const { draft, inventory } = context;
  const desired = numberIn(service.values, 'desired_count');
  if (desired === 0) {
    draft.leaveOut(service, 'desired_count is 0: the service has no task');
    return [];
  }
  const subnets = linkMany(inventory, service, {
    path: ['network_configuration', 'subnets'],
    types: ['aws_subnet'],
  });
  const placements = evenly(subnets.targets);
  const zones = zoneCount(placements, context);
  const nodeId = draft.idOf(service.address);
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances: desired ?? ASSUMED.instances.value,
      ...(zones === null ? {} : { zones }),
      host: { profile: 'linux' },
    },
    {
      instances: desired === undefined ? assumed(ASSUMED.instances.reason) : imported(service.address),
      ...(zones === null ? {} : { zones: imported(service.address) }),
      'host.profile': assumed('a service does not say on which operating system its tasks run'),
    },
    [service],
  );
  const targetGroups = linkMany(inventory, service, {
    path: ['load_balancer', 'target_group_arn'],
    types: ['aws_lb_target_group'],
  }).targets;
  return [{ nodeId, address: service.address, placements, targetGroups }];
}
