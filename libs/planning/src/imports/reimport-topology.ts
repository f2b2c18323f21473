import type { Topology } from '@portplan/engine';
import {
  importTerraform,
  readField,
  reimport,
  withUsage,
  type Change,
  type Conflict,
  type ImportResult,
} from '@portplan/importers';
import { requireRole, type Caller } from '../caller.js';
import { readUsage } from '../documents/read-document.js';
import type { StoredDocument } from '../documents/stored-document.js';
import type { Topologies } from '../documents/topologies.js';
import { PlanningError } from '../planning-error.js';
import type { ImportBase, TopologyStore } from '../ports/topology-store.js';

/** What is brought into a stored topology, and how. */
export interface ReimportInput {
  /** `terraform show -json` of a plan or state, or a state file; text or parsed. */
  readonly source: unknown;
  /** A usage file, text or parsed. */
  readonly usage?: unknown;
  /** The revision that is an earlier import, unedited; that of the last import where not given. */
  readonly baseRevision?: number | undefined;
}

/** What a new import does to a topology, or would. */
export interface Reimported {
  /** The topology at its next revision; null where it was only tried. */
  readonly topology: StoredDocument<Topology> | null;
  readonly baseRevision: number;
  readonly changes: readonly Change[];
  /** Yours is kept, and its provenance says so. */
  readonly conflicts: readonly Conflict[];
  readonly imported: ImportResult;
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
   * @throws PlanningError `not-found`, `revision-conflict`, `not-imported`; ImportError; DocumentError, of the usage file or of
   *   what both sides make together
   */
  async run(
    caller: Caller,
    id: string,
    expectedRevision: number | null,
    input: ReimportInput,
  ): Promise<Reimported> {
    requireRole(caller, 'planner');
    const current = await this.topologies.get(caller, id);
    const base = await this.#baseOf(caller, current, input.baseRevision);
    const imported = importedFrom(input, current.name);
    const forecast = { ...imported.forecast, demand: [] };
    const merged = reimport({
      base: { ...base.generated, forecast },
      yours: { topology: current.document, forecast },
      imported,
    });
    const changes = merged.changes.filter(({ document }) => document === 'topology');
    const conflicts = merged.conflicts.filter(({ document }) => document === 'topology');
    const { topology, addresses } = merged.generated;
    const stored =
      expectedRevision === null
        ? null
        : await this.topologies.revise(caller, id, expectedRevision, merged.topology, {
            topology,
            addresses,
          });
    return { topology: stored, baseRevision: base.revision, changes, conflicts, imported };
  }

  /** @throws PlanningError `not-imported` where no revision was made by an import and none is named; `not-found` */
  async #baseOf(
    caller: Caller,
    { id }: StoredDocument<Topology>,
    revision: number | undefined,
  ): Promise<ImportBase> {
    if (revision !== undefined) {
      const { document } = await this.topologies.get(caller, id, revision);
      // Ids of an unedited import are made of addresses: where they are the same, so are these.
      return { revision, generated: { topology: document, addresses: {} } };
    }
    const last = await this.store.lastImport(caller.workspaceId, id);
    if (last === null) throw new PlanningError('not-imported', { id });
    return last;
  }
}

function importedFrom({ source, usage }: ReimportInput, name: string): ImportResult {
  const imported = readField('source', () => importTerraform(source, { name }));
  return usage === undefined || usage === null ? imported : withUsage(imported, readUsage(usage));
}
