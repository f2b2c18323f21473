import { catalogueId } from '../catalog/catalog.js';
import type { Profile } from '../catalog/profile.js';
import { citationsOf } from './citations.js';
import type { Host } from './host.js';
import type { TopologyNode } from './node.js';
import type { FindProfile } from './profiles-of.js';
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
  'reservedPorts',
  'sourceIps',
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
  find: FindProfile,
  pick: PickQuantity,
): ResolvedHost | null {
  const given = 'host' in node ? node.host : undefined;
  if (given === undefined && profile?.host === undefined && !KINDS_ON_OUR_HOSTS.has(node.kind)) return null;

  const named = given?.profile ?? DEFAULT_HOST_PROFILE;
  const system = find(named);
  const defaults = { ...(system?.host ?? {}), ...(profile?.host ?? {}) };
  return {
    profileId: catalogueId(system) ?? named,
    ephemeralPortRange: given?.ephemeralPortRange ?? defaults.ephemeralPortRange?.value ?? [1024, 65535],
    reservedPorts: given?.reservedPorts ?? defaults.reservedPorts?.value ?? [],
    sourceIps: pick(given?.sourceIps ?? defaults.sourceIps?.value ?? 1),
    timeWaitSeconds: pick(given?.timeWaitSeconds ?? defaults.timeWaitSeconds?.value ?? 0),
    timeWaitReuse: given?.timeWaitReuse ?? defaults.timeWaitReuse?.value ?? false,
    bind: given?.bind ?? defaults.bind?.value ?? 'connect',
    tupleScope: given?.tupleScope ?? defaults.tupleScope?.value ?? 'endpoint',
    conntrackMax: given?.conntrackMax ?? defaults.conntrackMax?.value ?? null,
    maxFileDescriptors: given?.maxFileDescriptors ?? defaults.maxFileDescriptors?.value ?? null,
    citations: citationsOf(defaults, HOST_FIELDS, given ?? {}),
  };
}
