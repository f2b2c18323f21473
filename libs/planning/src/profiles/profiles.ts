import { requireRole, type Caller } from '../caller.js';
import { readProfileDefinition } from '../documents/read-document.js';
import { canMatch } from '../lists/can-match.js';
import { expectedRevisionOf } from '../lists/identifier.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { ProfileStore } from '../ports/profile-store.js';
import type { StoredProfile } from './stored-profile.js';

/** So many that a list of all of them is still one answer. */
export const MOST_PROFILES = 1000;

/** The profiles that a workspace defines beside the catalogue. */
export class Profiles {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** By id. Viewer. */
  async list(caller: Caller): Promise<readonly StoredProfile[]> {
    requireRole(caller, 'viewer');
    return this.profiles.list(caller.workspaceId);
  }

  /** Viewer. Null where the workspace defines none such, whether or not the catalogue has it. */
  async find(caller: Caller, id: string): Promise<StoredProfile | null> {
    requireRole(caller, 'viewer');
    if (!canMatch({ texts: [id] })) return null;
    const [found] = await this.profiles.findMany(caller.workspaceId, [id]);
    return found ?? null;
  }

  /** Stores a definition under its id, where there is none. Planner. @throws DocumentError; PlanningError `name-taken`, `invalid-field` where there are too many */
  async create(caller: Caller, source: unknown): Promise<StoredProfile> {
    requireRole(caller, 'planner');
    const definition = readProfileDefinition(source);
    const { workspaceId } = caller;
    const others = await this.profiles.list(workspaceId);
    if (others.length >= MOST_PROFILES && !others.some((other) => other.definition.id === definition.id))
      throw new PlanningError('invalid-field', {
        field: 'id',
        value: JSON.stringify(definition.id),
        expected: `one of the ${String(MOST_PROFILES)} profiles of the workspace, which takes no more`,
      });
    return this.profiles.insert(workspaceId, this.ids.next(), definition, this.clock.now());
  }

  /**
   * Stores a definition in the place of that with its id. Topologies keep the definitions that they were stored with. Planner.
   *
   * @throws DocumentError; PlanningError `not-found`, `revision-conflict`
   */
  async replace(caller: Caller, expectedRevision: number, source: unknown): Promise<StoredProfile> {
    requireRole(caller, 'planner');
    const definition = readProfileDefinition(source);
    const expected = expectedRevisionOf(expectedRevision);
    return this.profiles.replace(caller.workspaceId, expected, definition, this.clock.now());
  }

  /** Topologies keep the definitions that they were stored with. Planner. @throws PlanningError `not-found`, `revision-conflict` */
  async remove(caller: Caller, id: string, expectedRevision: number): Promise<void> {
    requireRole(caller, 'planner');
    const expected = expectedRevisionOf(expectedRevision);
    if (!canMatch({ texts: [id] })) throw new PlanningError('not-found', { noun: 'profile', id });
    await this.profiles.remove(caller.workspaceId, id, expected);
  }
}
