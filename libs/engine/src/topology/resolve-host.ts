import { findProfile } from '../catalog/catalog.js';
import type { Profile } from '../catalog/profile.js';
import { citationsOf } from './citations.js';
import type { Host } from './host.js';
import type { TopologyNode } from './node.js';
import type { PickQuantity, ResolvedHost } from './resolved.js';

/** What a program runs on where nobody says: by far the commonest server. */
const DEFAULT_HOST_PROFILE = 'linux';

/** Kinds that run on machines of ours, whose ports therefore always count. */
const KINDS_ON_OUR_HOSTS: ReadonlySet<TopologyNode['kind']> = new Set(['proxy', 'backend', 'cluster']);

const HOST_FIELDS = [
  'ephemeralPortRange',
  'timeWaitSeconds',
  'timeWaitReuse',
  'tupleScope',
  'conntrackMax',
  'maxFileDescriptors',
] as const satisfies readonly (keyof Host)[];

/**
 * The host under a node that opens connections: given values first, then the node's own profile (a managed load
 * balancer's range), then the host's profile. Null where a node has no host of its own to model.
 */
export function resolveHost(
  node: TopologyNode,
  profile: Profile | null,
  pick: PickQuantity,
): ResolvedHost | null {
  const given = 'host' in node ? node.host : undefined;
  if (given === undefined && profile?.host === undefined && !KINDS_ON_OUR_HOSTS.has(node.kind)) return null;

  const profileId = given?.profile ?? DEFAULT_HOST_PROFILE;
  const system = findProfile(profileId)?.host ?? {};
  const defaults = { ...system, ...(profile?.host ?? {}) };
  return {
    profileId,
    ephemeralPortRange: given?.ephemeralPortRange ?? defaults.ephemeralPortRange?.value ?? [1024, 65535],
    reservedPorts: given?.reservedPorts ?? [],
    sourceIps: given?.sourceIps === undefined ? 1 : pick(given.sourceIps),
    timeWaitSeconds: pick(given?.timeWaitSeconds ?? defaults.timeWaitSeconds?.value ?? 0),
    timeWaitReuse: given?.timeWaitReuse ?? defaults.timeWaitReuse?.value ?? false,
    bind: given?.bind ?? defaults.bind?.value ?? 'connect',
    tupleScope: given?.tupleScope ?? defaults.tupleScope?.value ?? 'endpoint',
    conntrackMax: given?.conntrackMax ?? null,
    maxFileDescriptors: given?.maxFileDescriptors ?? null,
    citations: citationsOf(defaults, HOST_FIELDS, given ?? {}),
  };
}
