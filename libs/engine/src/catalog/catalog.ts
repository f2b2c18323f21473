import { AWS_PROFILES } from './aws.js';
import { AZURE_PROFILES } from './azure.js';
import { CLIENT_PROFILES } from './client-libraries.js';
import { FIREWALL_PROFILES } from './firewalls.js';
import { GCP_PROFILES } from './gcp.js';
import { HOST_PROFILES } from './hosts.js';
import { LINUX_NAT_PROFILES } from './linux-nat.js';
import { nearestName } from './nearest-name.js';
import type { Profile } from './profile.js';
import { PROXY_PROFILES } from './proxies.js';

/** Every profile, by id. */
export const PROFILES: readonly Profile[] = [
  ...HOST_PROFILES,
  ...AWS_PROFILES,
  ...AZURE_PROFILES,
  ...GCP_PROFILES,
  ...LINUX_NAT_PROFILES,
  ...PROXY_PROFILES,
  ...CLIENT_PROFILES,
  ...FIREWALL_PROFILES,
].sort((left, right) => (left.id < right.id ? -1 : 1));

const byId: ReadonlyMap<string, Profile> = new Map(PROFILES.map((profile) => [profile.id, profile]));

/** The profile with an id, or undefined where the catalogue has none. */
export function findProfile(id: string): Profile | undefined {
  return byId.get(id);
}

/** The id that was most likely meant: by the whole name, or by the part behind the provider. */
export function nearestProfileId(id: string): string | undefined {
  const ids = PROFILES.map((profile) => profile.id);
  return nearestName(id, ids) ?? ids.find((candidate) => candidate.endsWith(`/${id}`));
}
