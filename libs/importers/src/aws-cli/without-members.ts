import { MEMBER } from './machine-dumps.js';
import type { Described } from './described.js';

/** Why what a group or a service runs is not counted again. */
const COUNTED_ELSEWHERE: Readonly<Record<string, string>> = {
  aws_instance: 'one of the machines of a group, which counts it',
  aws_autoscaling_group: 'its machines are those of an EKS node group, which counts them',
};

/** Machines and groups that others count are left out, and so are the notes of who counts them. */
export function withoutMembers(all: readonly Described[]): readonly Described[] {
  const members = new Set(
    all.filter(({ resource }) => resource.type === MEMBER).map(({ resource }) => resource.name),
  );
  return all
    .filter(({ resource }) => resource.type !== MEMBER)
    .map((item) => {
      const reason = COUNTED_ELSEWHERE[item.resource.type];
      return reason !== undefined && item.leftOut === null && members.has(item.resource.name)
        ? { ...item, leftOut: reason }
        : item;
    });
}
