import { numberIn, textIn } from '../attribute.js';
import { instanceCount, type InstanceCount } from '../instance-count.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';
import { requestsPerSecondTracked } from './request-count-target.js';

/** How a service scales, and which resources say so. */
interface ServiceScaling {
  readonly count: InstanceCount;
  readonly told: readonly Resource[];
}

/** The bounds between which application auto-scaling keeps the tasks of a service; null where it leaves them alone. */
export function scalingOf(service: Resource, context: AwsContext): ServiceScaling | null {
  const { inventory } = context;
  const target = inventory
    .ofType('aws_appautoscaling_target')
    .find((each) => textIn(each.values, 'service_namespace') === 'ecs' && isOf(service, each, context));
  if (target === undefined) return null;
  const growth = inventory
    .ofType('aws_appautoscaling_policy')
    .filter((policy) => isOf(service, policy, context))
    .flatMap((policy) => {
      const value = requestsPerSecondTracked(policy.values['target_tracking_scaling_policy_configuration']);
      return value === null ? [] : [{ policy, value }];
    })[0];
  const count = instanceCount({
    address: target.address,
    min: numberIn(target.values, 'min_capacity'),
    max: numberIn(target.values, 'max_capacity'),
    ...(growth === undefined ? {} : { perInstance: { value: growth.value, address: growth.policy.address } }),
  });
  return { count, told: [target, ...(growth === undefined ? [] : [growth.policy])] };
}

/** Whether a target or policy is about a service: `service/CLUSTER/NAME`, or references to it before that is known. */
function isOf({ address, values }: Resource, scaling: Resource, { inventory }: AwsContext): boolean {
  const id = textIn(scaling.values, 'resource_id');
  if (id === undefined) {
    const link = linkOne(inventory, scaling, { path: ['resource_id'], types: ['aws_ecs_service'] });
    return link.targets[0]?.address === address;
  }
  // Names of old services have no cluster in their ARN.
  const arn = textIn(values, 'id');
  return arn?.split('/').length === 3 ? arn.endsWith(`:${id}`) : id.split('/')[2] === textIn(values, 'name');
}
