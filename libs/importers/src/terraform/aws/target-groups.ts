import { truthIn, textIn } from '../attribute.js';
import { linkMany, linkOne, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';

const TARGET_GROUP = ['aws_lb_target_group'] as const;

/** Attributes under which listeners and their rules name the target groups that they forward to. */
const FORWARDS: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  ['aws_lb_listener', 'default_action', [['target_group_arn'], ['forward', 'target_group', 'arn']]],
  ['aws_lb_listener_rule', 'action', [['target_group_arn'], ['forward', 'target_group', 'arn']]],
];

/** Target groups that a load balancer forwards to, over its listeners and their rules. */
export function targetGroupsOf(balancer: Resource, nodeId: string, context: AwsContext): readonly Resource[] {
  const { inventory, draft } = context;
  const found = FORWARDS.flatMap(([type, block, paths]) =>
    inventory.ofType(type).flatMap((listener) => {
      if (balancerOf(listener, context)?.address !== balancer.address) return [];
      draft.understand(listener, nodeId);
      return paths.flatMap(
        (path) => linkMany(inventory, listener, { path: [block, ...path], types: TARGET_GROUP }).targets,
      );
    }),
  );
  const groups = [...new Map(found.map((group) => [group.address, group])).values()];
  return groups.length > 0 ? groups : neighbouringGroups(balancer, context);
}

/** The load balancer of a listener, or of the listener that a rule belongs to. */
function balancerOf(listener: Resource, { inventory }: AwsContext): Resource | undefined {
  const own = linkOne(inventory, listener, { path: ['load_balancer_arn'], types: ['aws_lb'] }).targets[0];
  if (own !== undefined) return own;
  const parent = linkOne(inventory, listener, { path: ['listener_arn'], types: ['aws_lb_listener'] })
    .targets[0];
  return parent === undefined
    ? undefined
    : linkOne(inventory, parent, { path: ['load_balancer_arn'], types: ['aws_lb'] }).targets[0];
}

/** Where a dynamic block hides which group a listener forwards to: those of the module, if it has one balancer only. */
function neighbouringGroups(balancer: Resource, { inventory }: AwsContext): readonly Resource[] {
  const listeners = inventory.inModule(balancer.module, 'aws_lb_listener');
  const forwards = listeners.some(({ values }) =>
    textsAt(values, ['default_action', 'type']).includes('forward'),
  );
  const alone = inventory.inModule(balancer.module, 'aws_lb').length === 1;
  return forwards && alone ? inventory.inModule(balancer.module, 'aws_lb_target_group') : [];
}

/**
 * Whether a network load balancer keeps client addresses toward a group; null where AWS decides: for targets by
 * instance it does, for targets by address with TCP or TLS it does not
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation).
 */
export function keepsClientAddress(group: Resource): { readonly keeps: boolean; readonly told: boolean } {
  const told = truthIn(group.values, 'preserve_client_ip');
  if (told !== undefined) return { keeps: told, told: true };
  const byAddress = textIn(group.values, 'target_type') === 'ip';
  const overTcp = ['TCP', 'TLS'].includes(textIn(group.values, 'protocol') ?? '');
  return { keeps: !(byAddress && overTcp), told: false };
}

/** Whether a group binds a client to one target. */
export function isSticky(group: Resource): boolean {
  const stickiness = group.values['stickiness'];
  return (
    Array.isArray(stickiness) &&
    stickiness.some(
      (block: unknown) =>
        typeof block === 'object' && block !== null && 'enabled' in block && block.enabled === true,
    )
  );
}

/** Whether targets are spoken to in HTTP/2 or gRPC. */
export function isMultiplexed(group: Resource): boolean {
  return ['HTTP2', 'GRPC'].includes(textIn(group.values, 'protocol_version') ?? '');
}
