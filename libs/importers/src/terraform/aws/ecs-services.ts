import { assumed, imported } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import { linkMany, type Link } from '../link.js';
import type { Resource } from '../resource.js';
import { ASSUMED } from '../assumed-values.js';
import type { InstanceCount } from '../instance-count.js';
import { evenly, zoneCount } from './auto-scaling.js';
import type { AwsContext, Workload } from './context.js';
import { scalingOf } from './ecs-scaling.js';

/** ECS services as backends: each task has an address, and so ports, of its own (network mode awsvpc). */
export function readEcsServices(services: readonly Resource[], context: AwsContext): readonly Workload[] {
  return services.flatMap((service) => readService(service, context));
}

function readService(service: Resource, context: AwsContext): readonly Workload[] {
  const { draft, inventory } = context;
  const scaling = scalingOf(service, context);
  if (scaling === null && numberIn(service.values, 'desired_count') === 0) {
    draft.leaveOut(service, 'desired_count is 0: the service has no task');
    return [];
  }
  const subnets = linkMany(inventory, service, {
    path: ['network_configuration', 'subnets'],
    types: ['aws_subnet'],
    call: true,
  });
  const placements = evenly(subnets.targets);
  const zones = zoneCount(placements, context);
  const nodeId = draft.idOf(service.address);
  const { instances, origins } = scaling?.count ?? fixedCount(service);
  const assumedPlacement = reasonByCall(subnets, service.address, 'subnets');
  draft.addNode(
    {
      id: nodeId,
      kind: 'backend',
      instances,
      ...(zones === null ? {} : { zones }),
      host: { profile: 'linux' },
    },
    {
      ...origins,
      ...(zones === null
        ? {}
        : { zones: assumedPlacement === null ? imported(service.address) : assumed(assumedPlacement) }),
      'host.profile': assumed('a service does not say on which operating system its tasks run'),
    },
    [service, ...(scaling?.told ?? [])],
  );
  const targetGroups = linkMany(inventory, service, {
    path: ['load_balancer', 'target_group_arn'],
    types: ['aws_lb_target_group'],
    call: true,
  });
  const assumedTargets = reasonByCall(targetGroups, service.address, 'target groups');
  return [
    {
      nodeId,
      address: service.address,
      placements,
      targetGroups: targetGroups.targets,
      assumed: {
        ...(assumedPlacement === null ? {} : { placements: assumedPlacement }),
        ...(assumedTargets === null ? {} : { targetGroups: assumedTargets }),
      },
    },
  ];
}

function fixedCount({ values, address }: Resource): InstanceCount {
  const desired = numberIn(values, 'desired_count');
  return {
    instances: desired ?? ASSUMED.instances.value,
    origins: { instances: desired === undefined ? assumed(ASSUMED.instances.reason) : imported(address) },
  };
}

/** What is known only by the call of the module, as of modules that choose the network mode by a dynamic block. */
function reasonByCall({ basis }: Link, address: string, what: string): string | null {
  return basis === 'call'
    ? `a dynamic block of ${address} hides its ${what}: those that its module is called with are assumed`
    : null;
}
