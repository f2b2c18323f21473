import type { Topology } from '@portplan/engine';
import {
  idsIn,
  importTerraform,
  readField,
  reimport,
  withoutOthers,
  withUsage,
  type Change,
  type Conflict,
  type ImportResult,
} from '@portplan/importers';
import { requireRole, type Caller } from '../caller.js';
import { readUsage } from '../documents/read-document.js';
import type { StoredDocument } from '../documents/stored-document.js';
import type { Topologies } from '../documents/topologies.js';
import { readName } from '../lists/name.js';
import { PlanningError } from '../planning-error.js';
import type { ImportBase, TopologyStore } from '../ports/topology-store.js';

/** What is brought into a stored topology, and how. */
export interface ReimportInput {
  /** `terraform show -json` of a plan or state, or a state file; text or parsed. */
  readonly source: unknown;
  /** What the source is called, where several are brought into one topology: each is merged with its own last import. */
  readonly sourceName?: string | null | undefined;
  /** A usage file, text or parsed. */
  readonly usage?: unknown;
  /** The revision that is an earlier import, unedited; that of the last import of this source where not given. */
  readonly baseRevision?: number | undefined;
}

/** What a new import does to a topology, or would. */
export interface Reimported {
  /** The topology at its next revision; null where it was only tried. */
  readonly topology: StoredDocument<Topology> | null;
  /** Null where a source with a name is imported for the first time. */
  readonly baseRevision: number | null;
  readonly changes: readonly Change[];
  /** Yours is kept, and its provenance says so. */
  readonly conflicts: readonly Conflict[];
  readonly imported: ImportResult;
}

/** What both sides are compared with. */
interface Base {
  /** Null where the source has no name. */
  readonly from: string | null;
  /** Null where the source comes for the first time, beside others. */
  readonly last: Pick<ImportBase, 'revision' | 'generated'> | null;
  /** What the last imports of other sources made. */
  readonly others: readonly Topology[];
}

/** Brings a new Terraform import into a topology that was edited since the last one: a three-way merge. */
export class ReimportTopology {
  constructor(
    private readonly topologies: Topologies,
    private readonly store: TopologyStore,
  ) {}

  /**
   * Planner. The revision that it makes remembers what was imported, for the next time; nothing else of the source is kept.
   *
   * @param expectedRevision of the topology; null only tries, and changes nothing
   * @throws PlanningError `not-found`, `revision-conflict`, `not-imported`, `invalid-field`; ImportError; DocumentError, of the
   *   usage file or of what both sides make together
   */
  async run(
    caller: Caller,
    id: string,
    expectedRevision: number | null,
    input: ReimportInput,
  ): Promise<Reimported> {
    requireRole(caller, 'planner');
    const current = await this.topologies.get(caller, id);
    const { from, last, others } = await this.#baseOf(caller, current, input);
    const imported = importedFrom(input, current.name);
    const forecast = { ...imported.forecast, demand: [] };
    const merged = reimport({
      base: last === null ? null : { ...last.generated, forecast },
      yours: { topology: current.document, forecast },
      imported,
      others,
    });
    const changes = merged.changes.filter(({ document }) => document === 'topology');
    const conflicts = merged.conflicts.filter(({ document }) => document === 'topology');
    const { topology, addresses } = merged.generated;
    const generated = { from, content: { topology, addresses } };
    const stored =
      expectedRevision === null
        ? null
        : await this.topologies.revise(caller, id, expectedRevision, merged.topology, generated);
    return { topology: stored, baseRevision: last?.revision ?? null, changes, conflicts, imported };
  }

  /** @throws PlanningError `not-imported` where a source without a name was not imported before and no revision is named; `not-found` */
  async #baseOf(
    caller: Caller,
    { id }: StoredDocument<Topology>,
    { baseRevision: revision, sourceName }: ReimportInput,
  ): Promise<Base> {
    const from = sourceName == null ? null : readName('sourceName', sourceName);
    const all = await this.store.lastImports(caller.workspaceId, id);
    const others = all.filter((each) => each.from !== from).map(({ generated }) => generated.topology);
    if (revision !== undefined) {
      const { document } = await this.topologies.get(caller, id, revision);
      const { apiVersion, kind, name, nodes, legs } = withoutOthers(document, idsIn(others));
      // No import has a description, labels or profiles: they are yours.
      const topology = { apiVersion, kind, name, nodes, legs };
      // Ids of an unedited import are made of addresses: where they are the same, so are these.
      return { from, last: { revision, generated: { topology, addresses: {} } }, others };
    }
    const last = all.find((each) => each.from === from) ?? null;
    if (last === null && from === null) throw new PlanningError('not-imported', { id });
    return { from, last, others };
  }
}

function importedFrom({ source, usage }: ReimportInput, name: string): ImportResult {
  const imported = readField('source', () => importTerraform(source, { name }));
  return usage === undefined || usage === null ? imported : withUsage(imported, readUsage(usage));
}
