import { AWS_LOAD_BALANCER_PROFILES } from './aws-load-balancers.js';
import { AWS_NAT_PROFILES } from './aws-nat-gateways.js';
import { AZURE_PROFILES } from './azure.js';
import { CACHING_PROXY_PROFILES } from './caching-proxies.js';
import { CGNAT_PROFILES } from './cgnat.js';
import { CLIENT_PROFILES } from './client-libraries.js';
import { DATABASE_POOL_PROFILES } from './database-pools.js';
import { FIREWALL_PROFILES } from './firewalls.js';
import { GCP_PROFILES } from './gcp.js';
import { HOST_PROFILES } from './hosts.js';
import { KUBERNETES_PROFILES } from './kubernetes.js';
import { LINUX_NAT_PROFILES } from './linux-nat.js';
import { nearestName } from './nearest-name.js';
import { OTHER_CLOUD_PROFILES } from './other-clouds.js';
import type { Profile } from './profile.js';
import { PROXY_PROFILES } from './proxies.js';

const byId: ReadonlyMap<string, Profile> = new Map(
  [
    ...HOST_PROFILES,
    ...AWS_NAT_PROFILES,
    ...AWS_LOAD_BALANCER_PROFILES,
    ...AZURE_PROFILES,
    ...GCP_PROFILES,
    ...OTHER_CLOUD_PROFILES,
    ...LINUX_NAT_PROFILES,
    ...KUBERNETES_PROFILES,
    ...CGNAT_PROFILES,
    ...PROXY_PROFILES,
    ...CACHING_PROXY_PROFILES,
    ...CLIENT_PROFILES,
    ...DATABASE_POOL_PROFILES,
    ...FIREWALL_PROFILES,
  ]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map((profile) => [profile.id, profile]),
);

/** Every profile, by id. Frozen to the last value: all plans of a process share it. */
export function allProfiles(): readonly Profile[] {
  return frozen([...byId.values()]);
}

/** The profile with an id, or undefined where the catalogue has none. */
export function findProfile(id: string): Profile | undefined {
  const profile = byId.get(id);
  return profile === undefined ? undefined : frozen(profile);
}

/** The row whose rules hold for a profile: itself, or what it is based on. Undefined where there is none. */
export function catalogueId(profile: Profile | null | undefined): string | undefined {
  return profile?.basedOn ?? profile?.id;
}

/**
 * The id that was most likely meant: one with all words that were written, else one that is spelled nearly so, else one with
 * most of the words; the shortest of those.
 *
 * @param others ids that are known beside those of the catalogue
 */
export function nearestProfileId(id: string, others: readonly string[] = []): string | undefined {
  const ids = [...byId.keys(), ...others];
  const wanted = wordsOf(id);
  const shared = ids
    .map((candidate) => ({
      candidate,
      found: wanted.filter((word) => wordsOf(candidate).includes(word)).length,
    }))
    .filter(({ found }) => found > wanted.length / 2)
    .sort((left, right) => right.found - left.found || left.candidate.length - right.candidate.length);
  const [best] = shared;
  const complete = best?.found === wanted.length ? best.candidate : undefined;
  return complete ?? nearestName(id, ids) ?? best?.candidate;
}

function wordsOf(id: string): readonly string[] {
  return id
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
}

/** When it is asked for: freezing all of the catalogue takes as long as loading the engine. */
function frozen<T extends object>(value: T): T {
  if (Object.isFrozen(value)) return value;
  for (const inner of Object.values(value) as readonly unknown[]) {
    if (typeof inner === 'object' && inner !== null) frozen(inner);
  }
  return Object.freeze(value);
}
