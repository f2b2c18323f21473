import type { Demand, Leg, Topology, TopologyNode } from '@portplan/engine';
import { distinctId } from '../draft/node-id.js';
import type { ImportResult } from '../import-result.js';
import type { Change, Conflict, Part } from './difference.js';
import type { Documents, Generated } from './generated.js';
import { heldTogether, type MergedDocuments } from './hold-together.js';
import { idsBeforeRenaming, idsOfSameAddress } from './match-ids.js';
import { mergeParts, type MergedParts } from './merge-parts.js';
import { importNotes, type ImportNote } from './notes.js';
import { idsIn, nothingOf, withoutOthers } from './other-sources.js';
import { inverse, renamed, type NewIds } from './rename.js';
import { mergeValue } from './three-way.js';
import { withYourIds } from './your-ids.js';

export interface ReimportQuestion {
  /** What the last import of this source made; null where it comes for the first time, beside others. */
  readonly base: Generated | null;
  /** The documents as they stand, edited. */
  readonly yours: Documents;
  /** What this import makes. */
  readonly imported: ImportResult;
  /** What the last imports of other sources made: it is left alone, and new parts of this one make way for it. */
  readonly others?: readonly Topology[];
}

export interface Reimport extends Documents {
  /** What becomes of your documents. */
  readonly changes: readonly Change[];
  /** What cannot be had both ways; yours is kept, and marked. */
  readonly conflicts: readonly Conflict[];
  /** Comments for the documents: what is assumed of new values, and the conflicts. */
  readonly notes: readonly ImportNote[];
  /** The base of the next re-import. */
  readonly generated: Generated;
}

/**
 * Brings a new import into edited documents: a three-way merge by the ids of the last import. Nodes are the same by their
 * address in the source, also where that has moved or you gave the node another id. What only the import changed is
 * taken, what only you changed stays, and where both did yours stays and the conflict is told.
 */
export function reimport({
  base: last,
  yours,
  imported,
  others: otherImports = [],
}: ReimportQuestion): Reimport {
  const base = last ?? nothingOf(imported);
  // Whatever stands there is not of a source that comes for the first time.
  const others = idsIn(last === null ? [yours.topology] : otherImports);
  const yourIds = idsBeforeRenaming({ ...yours, topology: withoutOthers(yours.topology, others) }, base);
  const generated = withSameIds(imported, base, {
    nodes: new Set([...yourIds.nodes.keys(), ...others]),
    legs: new Set([...yourIds.legs.keys(), ...others]),
  });
  const merged = mergeDocuments(base, renamed(yours, yourIds), generated);
  const back = inverse(yourIds);
  const documents = renamed(merged.documents, back);
  const [changes, conflicts] = [withYourIds(merged.changes, back), withYourIds(merged.conflicts, back)];
  return {
    ...documents,
    changes,
    conflicts,
    notes: importNotes({ documents, changes, conflicts, imported, generated, yourIds: back }),
    generated,
  };
}

interface TakenIds {
  readonly nodes: ReadonlySet<string>;
  readonly legs: ReadonlySet<string>;
}

/** The import with the ids that the last one gave; new ones make way for those that are taken. */
function withSameIds(imported: ImportResult, base: Generated, taken: TakenIds): Generated {
  const ids = idsOfSameAddress(imported, base, imported.moved);
  const freeIds = (
    parts: readonly { readonly id: string }[],
    same: ReadonlyMap<string, string>,
    used: ReadonlySet<string>,
  ): ReadonlyMap<string, string> =>
    new Map(parts.map(({ id }) => [id, freeId(same.get(id) ?? id, imported.addresses[id] ?? id, used)]));
  const free: NewIds = {
    nodes: freeIds(imported.topology.nodes, ids.nodes, taken.nodes),
    legs: freeIds(imported.topology.legs, ids.legs, taken.legs),
  };
  const addresses = Object.entries(imported.addresses).map(([id, address]) => [
    free.nodes.get(id) ?? id,
    address,
  ]);
  return { ...renamed(imported, free), addresses: Object.fromEntries(addresses) as Generated['addresses'] };
}

function freeId(id: string, address: string, taken: ReadonlySet<string>): string {
  return taken.has(id) ? freeId(distinctId(id, address), address, taken) : id;
}

interface Merged {
  readonly documents: Documents;
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

/** Three versions with the same ids. */
function mergeDocuments(base: Documents, yours: Documents, imported: Documents): Merged {
  const lists = <T extends object>(
    listOf: (documents: Documents) => readonly T[],
    naming: (part: T) => Part,
  ): MergedParts<T> =>
    mergeParts({ base: listOf(base), yours: listOf(yours), imported: listOf(imported) }, naming);
  const nodes = lists<TopologyNode>(
    ({ topology }) => topology.nodes,
    ({ id }) => ({ document: 'topology', part: 'node', id }),
  );
  const legs = lists<Leg>(
    ({ topology }) => topology.legs,
    ({ id }) => ({ document: 'topology', part: 'leg', id }),
  );
  const demand = lists<Demand>(
    ({ forecast }) => forecast.demand,
    ({ source }) => ({ document: 'forecast', part: 'demand', id: source }),
  );
  const held: MergedDocuments = heldTogether(
    {
      nodes: nodes.parts,
      legs: legs.parts,
      demand: demand.parts,
      changes: [...nodes.changes, ...legs.changes, ...demand.changes],
      conflicts: [...nodes.conflicts, ...legs.conflicts, ...demand.conflicts],
    },
    yours,
  );
  const topology = mergeTitles('topology', base.topology, yours.topology, imported.topology);
  const forecast = mergeTitles('forecast', base.forecast, yours.forecast, imported.forecast);
  return {
    documents: {
      topology: { ...topology.value, nodes: held.nodes, legs: held.legs },
      forecast: { ...forecast.value, demand: held.demand },
    },
    changes: [...topology.changes, ...forecast.changes, ...held.changes],
    conflicts: [...topology.conflicts, ...forecast.conflicts, ...held.conflicts],
  };
}

/** Lists of parts, which are merged by themselves, and when a plan was made, which nobody argues with. */
const NOT_TITLES = ['nodes', 'legs', 'demand'];
const YOURS_ALONE = 'start';

function mergeTitles<T extends Documents[keyof Documents]>(
  document: 'topology' | 'forecast',
  base: T,
  yours: T,
  imported: T,
): { readonly value: T; readonly changes: readonly Change[]; readonly conflicts: readonly Conflict[] } {
  const titles = (of: T): object =>
    Object.fromEntries(Object.entries(of).filter(([name]) => !NOT_TITLES.includes(name)));
  const merged = mergeValue(titles(base), titles(yours), titles(imported));
  const part: Part = { document, part: 'document', id: yours.name };
  const field = (path: readonly (string | number)[]): string => path.join('.');
  return {
    value: { ...yours, ...(merged.value as T) },
    changes: merged.changed.map(({ path, yours: before, imported: after }) => ({
      ...part,
      kind: 'changed' as const,
      field: field(path),
      before: before ?? null,
      after: after ?? null,
    })),
    conflicts: merged.conflicts
      .filter(({ path }) => field(path) !== YOURS_ALONE)
      .map((three) => ({
        ...part,
        kind: 'changed-by-both' as const,
        field: field(three.path),
        base: three.base ?? null,
        yours: three.yours ?? null,
        imported: three.imported ?? null,
      })),
  };
}
