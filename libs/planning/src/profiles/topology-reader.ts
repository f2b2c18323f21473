import { isPlainObject } from '@portplan/documents';
import { findProfile, type ProfileDefinition, type Topology } from '@portplan/engine';
import { readTopology, documentValue } from '../documents/read-document.js';
import { canMatch } from '../lists/can-match.js';
import type { ProfileStore } from '../ports/profile-store.js';
import { MOST_PROFILES } from './profiles.js';

/**
 * Reads topologies as their workspace means them. A profile that a node names and that neither the catalogue nor the
 * document has is the workspace's: its definition is copied into the document, which so says all that its plan depends on.
 */
export class TopologyReader {
  constructor(private readonly profiles: ProfileStore) {}

  /** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
  async read(workspaceId: string, source: unknown): Promise<Topology> {
    const value = documentValue(source, 'Topology');
    return readTopology(withDefinitions(value, await this.#defining(workspaceId, [value])));
  }

  /** Many, with one question to the store for all of them. @throws as `read`, of one of them */
  async readMany(workspaceId: string, sources: readonly unknown[]): Promise<readonly Topology[]> {
    const values = sources.map((source) => documentValue(source, 'Topology'));
    const definitions = await this.#defining(workspaceId, values);
    return values.map((value) => readTopology(withDefinitions(value, definitions)));
  }

  async #defining(workspaceId: string, values: readonly unknown[]): Promise<readonly ProfileDefinition[]> {
    const missing = [...new Set(values.flatMap(undefinedProfiles))].slice(0, MOST_PROFILES);
    if (missing.length === 0) return [];
    const stored = await this.profiles.findMany(workspaceId, missing);
    return stored.map(({ definition }) => definition);
  }
}

function withDefinitions(value: unknown, known: readonly ProfileDefinition[]): unknown {
  if (known.length === 0 || !isPlainObject(value)) return value;
  const named = new Set(undefinedProfiles(value));
  const copied = known.filter(({ id }) => named.has(id));
  return copied.length === 0 ? value : { ...value, profiles: [...listIn(value, 'profiles'), ...copied] };
}

/** Profiles that nodes name, and that neither the catalogue nor the document has. Of a value of any shape. */
function undefinedProfiles(value: unknown): readonly string[] {
  if (!isPlainObject(value)) return [];
  const named = listIn(value, 'nodes').flatMap((node) =>
    isPlainObject(node) ? [node, node['host']].flatMap(profileIn) : [],
  );
  const unknown = named.filter((id) => findProfile(id) === undefined && canMatch({ texts: [id] }));
  if (unknown.length === 0) return [];
  const defined = new Set(
    listIn(value, 'profiles').map((each) => (isPlainObject(each) ? each['id'] : undefined)),
  );
  return unknown.filter((id) => !defined.has(id));
}

function profileIn(value: unknown): readonly string[] {
  const profile = isPlainObject(value) ? value['profile'] : undefined;
  return typeof profile === 'string' ? [profile] : [];
}

function listIn(value: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const list = value[name];
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
