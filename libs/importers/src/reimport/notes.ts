import { pointerOf, type Path } from '@portplan/documents';
import type { DocumentName, ImportResult } from '../import-result.js';
import type { Change, Conflict, ConflictKind, Part } from './difference.js';
import type { Documents, Generated } from './generated.js';
import type { NewIds } from './rename.js';

/** A comment at a place of a document. */
export interface ImportNote {
  readonly document: DocumentName;
  /** RFC 6901. */
  readonly pointer: string;
  /** What kind of comment it is. */
  readonly label: 'assumed' | 'conflict';
  readonly text: string;
}

export interface NotesQuestion {
  readonly documents: Documents;
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  readonly imported: ImportResult;
  readonly generated: Generated;
  readonly yourIds: NewIds;
}

/** Comments for what a re-import took that is only assumed, and for what it left as it stands. */
export function importNotes(question: NotesQuestion): readonly ImportNote[] {
  const { documents, conflicts } = question;
  return [
    ...assumedNotes(question),
    ...conflicts.flatMap((conflict): readonly ImportNote[] => {
      const place = placeOf(documents, conflict);
      if (place === null) return [];
      const path = [...place, ...(conflict.field === null ? [] : conflict.field.split('.'))];
      const { document } = conflict;
      return [
        {
          document,
          pointer: pointerOf(path),
          label: 'conflict',
          text: CONFLICT_TEXT[conflict.kind](conflict),
        },
      ];
    }),
  ];
}

const LONGEST_VALUE = 100;

function shown(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : JSON.stringify(value).slice(0, LONGEST_VALUE);
}

const CONFLICT_TEXT: Readonly<Record<ConflictKind, (conflict: Conflict) => string>> = {
  'changed-by-both': ({ base, imported }) =>
    `yours is kept; the import says ${shown(imported)}, and said ${shown(base)} before`,
  'removed-by-import': () => 'kept because you changed it; it is gone from the source',
  'removed-by-you': () => 'yours is kept; the import leads to a node that you removed',
  'still-used': () => 'kept because something of yours leads here; it is gone from the source',
};

/** Where a part stands; null where it does not. */
function placeOf({ topology, forecast }: Documents, { part, id }: Part): Path | null {
  const inList = (list: string, index: number): Path | null => (index < 0 ? null : [list, index]);
  switch (part) {
    case 'node':
      return inList(
        'nodes',
        topology.nodes.findIndex((node) => node.id === id),
      );
    case 'leg':
      return inList(
        'legs',
        topology.legs.findIndex((leg) => leg.id === id),
      );
    case 'demand':
      return inList(
        'demand',
        forecast.demand.findIndex(({ source }) => source === id),
      );
    case 'document':
      return [];
  }
}

function assumedNotes({
  documents,
  changes,
  imported,
  generated,
  yourIds,
}: NotesQuestion): readonly ImportNote[] {
  return imported.assumptions.flatMap(({ document, pointer, reason }): readonly ImportNote[] => {
    const part = partAt(generated, yourIds, document, pointer);
    const place = part === null ? null : placeOf(documents, part);
    if (part === null || place === null) return [];
    const field = part.field.join('.');
    const taken = changes.some(
      (change) =>
        change.part === part.part &&
        change.id === part.id &&
        (change.kind === 'added' || (change.kind === 'changed' && within(field, change.field ?? ''))),
    );
    return taken
      ? [{ document, pointer: pointerOf([...place, ...part.field]), label: 'assumed', text: reason }]
      : [];
  });
}

/** Whether one field is the other, or a part of it. */
function within(field: string, whole: string): boolean {
  return field === whole || field.startsWith(`${whole}.`);
}

/** Which part a pointer into the imported documents is about, by your ids. */
function partAt(
  { topology, forecast }: Generated,
  { nodes, legs }: NewIds,
  document: DocumentName,
  pointer: string,
): (Part & { readonly field: readonly string[] }) | null {
  const [list = '', index = '', ...field] = pointer.split('/').slice(1);
  const at = Number(index);
  const yours = (ids: ReadonlyMap<string, string>, id: string): string => ids.get(id) ?? id;
  const named = (part: Part['part'], id: string | undefined, ids: ReadonlyMap<string, string>) =>
    id === undefined ? null : { document, part, id: yours(ids, id), field };
  if (list === 'nodes') return named('node', topology.nodes[at]?.id, nodes);
  if (list === 'legs') return named('leg', topology.legs[at]?.id, legs);
  if (list === 'demand') return named('demand', forecast.demand[at]?.source, nodes);
  return null;
}
