import { PlanningError } from '../planning-error.js';

/** What people put on something that is stored, to find it again. */
export interface Markings {
  /** Words of their own, each once, by alphabet. */
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A change of them (RFC 7396): what is not named stays. */
export interface MarkingsChange {
  /** All tags from now on. */
  readonly tags?: readonly string[] | undefined;
  /** A value for each name that is to change; null takes the label away. */
  readonly labels?: Readonly<Record<string, string | null>> | undefined;
}

export const NO_MARKINGS: Markings = { tags: [], labels: {} };

const MOST_TAGS = 50;
const MOST_LABELS = 64;
const TAG = /^[^\s,\p{C}](?:[^,\p{C}]{0,61}[^\s,\p{C}])?$/u;

/** As Kubernetes has them (Labels and Selectors, "Syntax and character set"): a prefix that is a DNS subdomain, and a name. */
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WORD = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/**
 * What is on something after a change.
 *
 * @throws PlanningError `invalid-field` naming the tag or label that cannot be
 */
export function marked(before: Markings, { tags, labels }: MarkingsChange): Markings {
  const changed = Object.entries({ ...before.labels, ...readLabels(labels) });
  const kept = changed.filter((label): label is [string, string] => label[1] !== null);
  if (kept.length > MOST_LABELS)
    throw invalid('labels', `${String(kept.length)} labels`, `at most ${String(MOST_LABELS)} labels`);
  return { tags: tags === undefined ? before.tags : readTags(tags), labels: Object.fromEntries(kept) };
}

function readTags(tags: readonly string[]): readonly string[] {
  if (tags.length > MOST_TAGS)
    throw invalid('tags', `${String(tags.length)} tags`, `at most ${String(MOST_TAGS)} tags`);
  tags.forEach((tag, index) => {
    if (!TAG.test(tag))
      throw invalid(`tags/${String(index)}`, shown(tag), '1 to 63 printable characters without a comma');
  });
  return [...new Set(tags)].sort();
}

function readLabels(labels: MarkingsChange['labels'] = {}): NonNullable<MarkingsChange['labels']> {
  for (const [name, value] of Object.entries(labels)) {
    const field = `labels/${name.slice(0, 400).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!isLabelName(name))
      throw invalid(field, 'no name of a label', 'named as in Kubernetes, such as team or example.com/team');
    if (value !== null && value !== '' && !WORD.test(value))
      throw invalid(
        field,
        shown(value),
        'empty, or 1 to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
      );
  }
  return labels;
}

function isLabelName(text: string): boolean {
  const parts = text.split('/');
  const name = parts.pop() ?? '';
  const [prefix, ...more] = parts;
  return WORD.test(name) && more.length === 0 && (prefix === undefined || PREFIX.test(prefix));
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

function invalid(field: string, value: string, expected: string): PlanningError {
  return new PlanningError('invalid-field', { field, value, expected });
}
