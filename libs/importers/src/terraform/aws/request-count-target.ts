import { numberIn } from '../attribute.js';
import { listOf, recordOf } from '../json-value.js';
import { textsAt } from '../link.js';

const SECONDS_PER_MINUTE = 60;

/**
 * Requests per second at which target tracking adds an instance or a task: ALBRequestCountPerTarget counts requests per
 * target and minute (https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html). Null where
 * it tracks something else.
 *
 * @param configuration the blocks of a policy, as Terraform has them
 */
export function requestsPerSecondTracked(configuration: unknown): number | null {
  for (const tracking of listOf(configuration).map(recordOf)) {
    const metrics = textsAt(tracking, ['predefined_metric_specification', 'predefined_metric_type']);
    const perMinute = numberIn(tracking, 'target_value');
    if (metrics.includes('ALBRequestCountPerTarget') && perMinute !== undefined && perMinute > 0)
      return perMinute / SECONDS_PER_MINUTE;
  }
  return null;
}
