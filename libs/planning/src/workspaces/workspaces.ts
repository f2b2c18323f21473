import { requireRole, type Caller } from '../caller.js';
import { identifierOf } from '../lists/identifier.js';
import { readName } from '../lists/name.js';
import { toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { WorkspaceStore } from '../ports/workspace-store.js';
import { hashOfToken } from '../tokens/token-text.js';
import type { IssuedToken, Tokens } from '../tokens/tokens.js';
import { FIRST_WORKSPACE, type Workspace } from './workspace.js';

/** A new workspace, and the token with which its people come in. */
export interface CreatedWorkspace {
  readonly workspace: Workspace;
  /** Of an admin; its text is never shown again. */
  readonly firstToken: IssuedToken;
}

/**
 * The workspaces of an installation. Who administers the installation (an admin of the workspace `default`) sees and
 * changes all of them, everybody else sees the own one; an admin may rename it.
 */
export class Workspaces {
  constructor(
    private readonly workspaces: WorkspaceStore,
    private readonly tokens: Tokens,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** The caller's own. @throws PlanningError `not-found` */
  async current({ workspaceId }: Caller): Promise<Workspace> {
    return this.#found(workspaceId);
  }

  /** @throws PlanningError `not-found`, also for one that is there and not the caller's to see */
  async get(caller: Caller, id: string): Promise<Workspace> {
    await this.#requireSight(caller, id);
    return this.#found(identifierOf('workspace', id));
  }

  /** Newest first; the own one alone for who does not administer the installation. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async list(caller: Caller, page: PageRequest = {}): Promise<Page<Workspace>> {
    const keyset = toKeyset('workspaces', page);
    const only = (await this.#administersInstallation(caller)) ? null : caller.workspaceId;
    return toPage('workspaces', await this.workspaces.list(only, keyset), ({ id }) => id);
  }

  /** With a first admin token. Who administers the installation. @throws PlanningError `forbidden`, `invalid-field`, `name-taken` */
  async create(caller: Caller, { name }: { readonly name: string }): Promise<CreatedWorkspace> {
    await this.#requireInstallationAdmin(caller);
    const workspace: Workspace = {
      id: this.ids.next(),
      name: readName('name', name),
      createdAt: this.clock.now(),
      exampleLoadedAt: null,
    };
    const firstToken = this.tokens.draft(workspace.id, { name: 'first token', role: 'admin' });
    const { token, text } = firstToken;
    await this.workspaces.insert(workspace, { token, hash: hashOfToken(text) });
    return { workspace, firstToken };
  }

  /** Its own admin, and who administers the installation. @throws PlanningError `forbidden`, `not-found`, `invalid-field`, `name-taken`, `protected` */
  async rename(caller: Caller, id: string, { name }: { readonly name: string }): Promise<Workspace> {
    requireRole(caller, 'admin');
    await this.#requireSight(caller, id);
    await this.#requireChangeable(id);
    const renamed = await this.workspaces.rename(identifierOf('workspace', id), readName('name', name));
    if (renamed === null) throw new PlanningError('not-found', { noun: 'workspace', id });
    return renamed;
  }

  /**
   * With its tokens. Who administers the installation.
   * @throws PlanningError `forbidden`, `not-found`, `protected`, `in-use` while topologies, forecasts or scenarios are in it
   */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.#requireInstallationAdmin(caller);
    await this.#requireChangeable(id);
    await this.workspaces.remove(identifierOf('workspace', id));
  }

  async #found(id: string): Promise<Workspace> {
    const found = await this.workspaces.find(id);
    if (found === null) throw new PlanningError('not-found', { noun: 'workspace', id });
    return found;
  }

  async #administersInstallation(caller: Caller): Promise<boolean> {
    if (caller.role !== 'admin' || caller.scopes?.includes('admin') === false) return false;
    return (await this.current(caller)).name === FIRST_WORKSPACE;
  }

  async #requireInstallationAdmin(caller: Caller): Promise<void> {
    requireRole(caller, 'admin');
    if (await this.#administersInstallation(caller)) return;
    throw new PlanningError('forbidden', {
      role: caller.role,
      needed: `admin in the workspace "${FIRST_WORKSPACE}"`,
    });
  }

  async #requireSight(caller: Caller, id: string): Promise<void> {
    if (id === caller.workspaceId || (await this.#administersInstallation(caller))) return;
    throw new PlanningError('not-found', { noun: 'workspace', id: id.slice(0, 100) });
  }

  async #requireChangeable(id: string): Promise<void> {
    const { name } = await this.#found(identifierOf('workspace', id));
    if (name === FIRST_WORKSPACE) throw new PlanningError('protected', { name });
  }
}
