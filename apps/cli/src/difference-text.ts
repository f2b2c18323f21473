import { wrapped, type Style } from '@portplan/exporters';
import type { Change, Conflict, Part, Reimport } from '@portplan/importers';

const LONGEST_VALUE = 80;

/** What a re-import does to the documents, and what it leaves as it stands. */
export function differenceText(
  { changes, conflicts, topology }: Reimport,
  width: number,
  style: Style,
): string {
  const of = (kind: Change['kind']): readonly Change[] => changes.filter((change) => change.kind === kind);
  const block = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0
      ? []
      : [
          '',
          style('strong', `${title} (${String(lines.length)})`),
          ...lines.map((line) => wrapped(line, width, '  - ', '    ')),
        ];
  const counted = [
    ...(['added', 'removed', 'changed'] as const).map((kind) => [of(kind).length, kind] as const),
    [conflicts.length, conflicts.length === 1 ? 'conflict' : 'conflicts'] as const,
  ];
  const summary = counted
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`)
    .join(', ');
  return [
    wrapped(`${topology.name}: ${summary === '' ? 'nothing changes' : summary}`, width),
    ...block('Added', of('added').map(nameOf)),
    ...block('Removed', of('removed').map(nameOf)),
    ...block('Changed', of('changed').map(changeLine)),
    ...block('Conflicts, yours is kept', conflicts.map(conflictLine)),
    '',
  ].join('\n');
}

function nameOf({ part, id }: Part): string {
  return part === 'demand' ? `demand of ${id}` : `${part} ${id}`;
}

function placeOf(part: Part & { readonly field: string | null }): string {
  if (part.field === null) return nameOf(part);
  return part.part === 'document' ? `${part.document}, ${part.field}` : `${nameOf(part)}, ${part.field}`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function changeLine(change: Change): string {
  return `${placeOf(change)}: ${shown(change.before)} → ${shown(change.after)}`;
}

const CONFLICT_LINES: Readonly<Record<Conflict['kind'], (conflict: Conflict) => string>> = {
  'changed-by-both': ({ base, yours, imported }) =>
    `was ${shown(base)}, yours ${shown(yours)}, imported ${shown(imported)}`,
  'removed-by-import': () => 'gone from the source, and you had changed it',
  'removed-by-you': ({ yours }) =>
    yours === null
      ? 'you removed it or where it leads, and the import has it'
      : 'the import leads it to a node that you removed',
  'still-used': () => 'gone from the source, and something of yours leads there',
};

function conflictLine(conflict: Conflict): string {
  return `${placeOf(conflict)}: ${CONFLICT_LINES[conflict.kind](conflict)}`;
}
