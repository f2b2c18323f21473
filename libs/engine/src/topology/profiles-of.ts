import { findProfile } from '../catalog/catalog.js';
import type { Profile } from '../catalog/profile.js';
import { definedProfile } from './defined-profile.js';
import type { Topology } from './topology.js';

/** The profile with an id, or undefined where there is none. */
export type FindProfile = (id: string) => Profile | undefined;

/** The profiles that the nodes of a topology may name: its own, and those of the catalogue. Made once for all of them. */
export function profilesOf({ profiles = [] }: Pick<Topology, 'profiles'>): FindProfile {
  if (profiles.length === 0) return findProfile;
  const own = new Map<string, Profile>();
  for (const definition of profiles) {
    const base = findProfile(definition.basedOn);
    if (base !== undefined && !own.has(definition.id))
      own.set(definition.id, definedProfile(definition, base));
  }
  return (id) => own.get(id) ?? findProfile(id);
}
