import type { NotUnderstood } from '../import-result.js';

/** More would hide the rest of the message. */
const MOST_REASONS = 3;

/**
 * Why nothing of a document became a node, as the end of a message: the reasons for its resources, those first whose
 * types could have become one; empty where there are none.
 */
export function leftOutText(notUnderstood: readonly NotUnderstood[], nodeTypes: readonly string[]): string {
  const could = ({ type }: NotUnderstood): boolean => nodeTypes.includes(type);
  const ordered = [...notUnderstood.filter(could), ...notUnderstood.filter((each) => !could(each))];
  const reasons = [
    ...new Set(
      ordered
        .filter(({ reason }) => !NEVER_READ.test(reason))
        .map(({ type, reason }) => `${type}: ${reason}`),
    ),
  ];
  if (reasons.length === 0) return '';
  const more = reasons.length > MOST_REASONS ? '; …' : '';
  return `. Left out are ${reasons.slice(0, MOST_REASONS).join('; ')}${more}`;
}

/** What says no more than the message itself. */
const NEVER_READ = /^resources of type \S+ are not read$/;
