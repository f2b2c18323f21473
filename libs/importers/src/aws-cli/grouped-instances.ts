import { textIn } from '../terraform/attribute.js';
import { groupBy } from '../terraform/group-by.js';
import { baseAddress, keyText } from '../terraform/module-path.js';
import type { Resource } from '../terraform/resource.js';
import type { Described } from './described.js';

/**
 * Instances of one image and one type behind the same load balancers are one node, as those of one Terraform resource
 * with `count` are; others stand alone.
 */
export function withGroupedInstances(all: readonly Described[]): readonly Described[] {
  const attachments = ATTACHMENTS.map(({ type, machine, to }) => ({
    to,
    of: groupBy(
      all.filter(({ resource }) => resource.type === type),
      ({ resource }) => textIn(resource.values, machine),
    ),
  }));
  const behind = ({ resource }: Described): string =>
    attachments
      .flatMap(({ to, of }) =>
        (of.get(resource.name) ?? []).map((attachment) => textIn(attachment.resource.values, to) ?? ''),
      )
      .sort()
      .join(' ');
  const alike = groupBy(all.filter(isCounted), (item) =>
    JSON.stringify([textIn(item.resource.values, 'alike'), behind(item)]),
  );
  const names = new Map<string, number>();
  const replaced = new Map<string, Described>();
  for (const members of alike.values()) {
    const [first] = members;
    if (first === undefined || members.length === 1) continue;
    const plain = textIn(first.resource.values, 'alike') ?? 'machines';
    const times = (names.get(plain) ?? 0) + 1;
    names.set(plain, times);
    const name = times === 1 ? plain : `${plain}-${String(times)}`;
    for (const member of members) replaced.set(member.resource.name, inGroup(member, name));
  }
  return all.map((item) => (isCounted(item) ? (replaced.get(item.resource.name) ?? item) : item));
}

/** What registers machines, and under which attributes it names both sides. */
const ATTACHMENTS = [
  { type: 'aws_lb_target_group_attachment', machine: 'target_id', to: 'target_group_arn' },
  { type: 'aws_elb_attachment', machine: 'instance', to: 'elb' },
] as const;

function isCounted({ resource, leftOut }: Described): boolean {
  return resource.type === 'aws_instance' && leftOut === null;
}

function inGroup(member: Described, name: string): Described {
  const { module, type, name: id } = member.resource;
  const address = `${baseAddress(module, type, name)}${keyText(id)}`;
  const resource: Resource = { ...member.resource, address, name, key: id };
  return { ...member, resource };
}
