import type { Resource } from '../resource.js';
import { readAutoScalingGroups } from './auto-scaling.js';
import type { AwsContext, Workload } from './context.js';
import { readEcsServices } from './ecs-services.js';
import { readEksNodeGroups } from './eks-node-groups.js';
import { readInstances } from './instances.js';

type WorkloadReader = (resources: readonly Resource[], context: AwsContext) => readonly Workload[];

/** Who reads which type that accepts and opens connections. A new one is a new row. */
const WORKLOAD_READERS: Readonly<Record<string, WorkloadReader>> = {
  aws_autoscaling_group: readAutoScalingGroups,
  aws_instance: readInstances,
  aws_ecs_service: readEcsServices,
  aws_eks_node_group: readEksNodeGroups,
};

/** All workloads of a document; their nodes are added to the draft. */
export function readWorkloads(context: AwsContext): readonly Workload[] {
  return Object.entries(WORKLOAD_READERS).flatMap(([type, read]) =>
    read(context.inventory.ofType(type), context),
  );
}
