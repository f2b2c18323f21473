import { AsyncLocalStorage } from 'node:async_hooks';
import type { JointTransaction } from './joint-transaction.js';

/** Who changes something, as the audit log says it. */
export interface Actor {
  /** A token of ours, somebody an identity provider vouches for, or the service of its own accord. */
  readonly kind: 'token' | 'identity' | 'service';
  readonly id: string;
  readonly name: string | null;
}

/** For whom statements are run: their workspace is the only one that row-level security lets them see. */
export interface Acting {
  readonly workspaceId: string;
  readonly actor: Actor;
  /** The request on whose behalf; null where there is none. */
  readonly requestId: string | null;
}

interface Scope {
  readonly acting: Acting | null;
  /** Whether a step that crosses workspaces on purpose is being made. */
  readonly acrossWorkspaces: boolean;
  /** The transaction that all writes are part of; null where each is one of its own. */
  readonly joint: JointTransaction | null;
}

const NOBODY: Scope = { acting: null, acrossWorkspaces: false, joint: null };

const scopes = new AsyncLocalStorage<Scope>();

const SERVICE: Actor = { kind: 'service', id: 'portplan', name: null };

/** All that the work asks of the database, it asks for this actor, in this workspace: whatever workspace a statement names. */
export function actingFor<T>(acting: Acting, work: () => T): T {
  return scopes.run({ ...NOBODY, acting }, work);
}

/** The writes of the work are part of the given transaction; each is one of its own where that is null. */
export function joinedTo<T>(joint: JointTransaction | null, work: () => T): T {
  return scopes.run({ ...(scopes.getStore() ?? NOBODY), joint }, work);
}

/** The transaction that all writes are part of now. */
export function jointNow(): JointTransaction | null {
  return scopes.getStore()?.joint ?? null;
}

/** Work of the service itself in a workspace; within a request, the request's own workspace stays. */
function inWorkspace<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
  const begun = async (): Promise<T> => await work();
  const scope = scopes.getStore();
  if (scope !== undefined && (scope.acting !== null || scope.acrossWorkspaces)) return begun();
  const acting: Acting = { workspaceId, actor: SERVICE, requestId: null };
  return scopes.run({ ...(scope ?? NOBODY), acting }, begun);
}

/** A step that crosses workspaces on purpose. Its reason stands where it is called. */
export function acrossWorkspaces<T>(work: () => Promise<T>): Promise<T> {
  const scope = scopes.getStore() ?? NOBODY;
  // Prisma's promises begin when they are waited for, which must be within.
  return scopes.run({ ...scope, acrossWorkspaces: true }, async () => await work());
}

/** The workspace that may be seen now; the given one where nobody has said. */
export function workspaceNow(otherwise: string): string {
  return scopes.getStore()?.acting?.workspaceId ?? otherwise;
}

/** What row-level security and the audit log are told with each transaction. */
export interface TransactionSettings {
  readonly workspaceId: string;
  readonly allWorkspaces: 'on' | 'off';
  /** JSON. */
  readonly acting: string;
}

export function settingsNow(): TransactionSettings {
  const { acting = null, acrossWorkspaces: all = false } = scopes.getStore() ?? {};
  return {
    workspaceId: all ? '' : (acting?.workspaceId ?? ''),
    allWorkspaces: all ? 'on' : 'off',
    acting: JSON.stringify(acting ?? { actor: SERVICE, requestId: null }),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Stores are told the workspace, or something that has one. */
function workspaceIn(given: unknown): string | null {
  const told =
    typeof given === 'object' && given !== null && 'workspaceId' in given ? given.workspaceId : given;
  return typeof told === 'string' && UUID.test(told) ? told : null;
}

/** A store, each of whose calls works {@link inWorkspace} where its first argument says which. */
export function inTheirWorkspaces<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name, target);
      if (typeof part === 'object' && part !== null) return inTheirWorkspaces(part);
      if (typeof part !== 'function') return part;
      return (...given: readonly unknown[]): unknown => {
        const call = (): Promise<unknown> => Reflect.apply(part, target, given) as Promise<unknown>;
        const workspaceId = workspaceIn(given[0]);
        return workspaceId === null ? call() : inWorkspace(workspaceId, call);
      };
    },
  });
}
