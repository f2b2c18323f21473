import type { Bounds } from '../catalog/bounds.js';
import type { FieldLimits, Profile, Sourced } from '../catalog/profile.js';
import { breachOf } from './breach.js';
import { fieldAt } from './field-at.js';
import type { Leg } from './leg.js';
import type { TopologyNode } from './node.js';
import { problem, type Problem } from './problem.js';
import type { ProfileDefinition } from './profile-definition.js';
import type { FindProfile } from './profiles-of.js';
import { profileOf } from './resolve.js';

/** An object of a document that a profile's limits are about. */
interface Limited {
  readonly limits: FieldLimits | undefined;
  readonly object: unknown;
  /** What the object leaves to a profile of the document. */
  readonly defaults?: object | undefined;
  readonly pointer: string;
  /** Whose field it is, for a person: `node "egress"`. */
  readonly owner: string;
  readonly profile: string;
  /** Fields of the object that have another name than the limit. */
  readonly names?: Readonly<Partial<Record<string, string>>>;
}

/** Values of a node and its host that the provider of its profile refuses, each with the limit and its source. */
export function nodeLimitProblems(
  node: TopologyNode,
  pointer: string,
  find: FindProfile,
): readonly Problem[] {
  const profile = profileOf(node, find);
  const owner = `node "${node.id}"`;
  const own = [profile?.translator, profile?.listener, profile?.firewall].flatMap((part) =>
    part?.limits === undefined || profile === null
      ? []
      : limitProblems({
          limits: part.limits,
          object: node,
          defaults: profile.basedOn === undefined ? undefined : valuesOf(part),
          pointer,
          owner,
          profile: profile.id,
        }),
  );
  return [...own, ...hostLimitProblems(node, profile, `${pointer}/host`, find)];
}

/** Where no host profile is named, what runs there may be anything: only a profile that is named sets limits. */
function hostLimitProblems(
  node: TopologyNode,
  profile: Profile | null,
  pointer: string,
  find: FindProfile,
): readonly Problem[] {
  const host = 'host' in node ? node.host : undefined;
  const named = host?.profile === undefined ? profile : (find(host.profile) ?? null);
  if (host === undefined || named === null) return [];
  return limitProblems({
    limits: named.host?.limits,
    object: host,
    pointer,
    owner: `the host of node "${node.id}"`,
    profile: named.id,
  });
}

/** Settings of a pool that the program at the leg's beginning refuses. */
export function legLimitProblems(
  leg: Leg,
  pointer: string,
  from: TopologyNode | undefined,
  find: FindProfile,
): readonly Problem[] {
  const profile = from === undefined ? null : profileOf(from, find);
  if (leg.connections === undefined || profile === null) return [];
  return limitProblems({
    limits: profile.pool?.limits,
    object: leg.connections,
    pointer: `${pointer}/connections`,
    owner: `leg "${leg.id}"`,
    profile: profile.id,
  });
}

/** Values of a profile's own definition that the provider of its row refuses. */
export function definitionLimitProblems(
  definition: ProfileDefinition,
  base: Profile,
  pointer: string,
): readonly Problem[] {
  return LIMITED_PARTS.flatMap((part) =>
    limitProblems({
      limits: base[part]?.limits,
      object: definition[part],
      pointer: `${pointer}/${part}`,
      owner: `profile "${definition.id}"`,
      profile: base.id,
      names: part === 'firewall' ? { idleTimeoutSeconds: 'establishedIdleSeconds' } : {},
    }),
  );
}

const LIMITED_PARTS = ['host', 'translator', 'pool', 'listener', 'firewall'] as const;

function limitProblems(limited: Limited): readonly Problem[] {
  const { limits = {}, object, defaults, pointer, owner, profile, names = {} } = limited;
  const settingOf = (field: string): unknown => fieldAt(object, field) ?? fieldAt(defaults, field);
  return Object.entries(limits).flatMap(([limitName, limit]) => {
    const field = names[limitName] ?? limitName;
    const value = fieldAt(object, field);
    if (value === undefined || !counts(limit.value, settingOf)) return [];
    // Where nothing is given, another field is the least that it can be.
    const breach = breachOf(value, limit, (other) => settingOf(other) ?? limits[other]?.value.min);
    if (breach === null) return [];
    return [
      problem(
        `${pointer}/${field.replaceAll('.', '/')}`,
        breach.code,
        value,
        `${owner} has ${field} ${shown(value)}; ${profile} allows ${breach.allows} (${limit.source}, ${limit.asOf})`,
      ),
    ];
  });
}

function counts({ where = {} }: Bounds, settingOf: (field: string) => unknown): boolean {
  return Object.entries(where).every(([field, value]) => settingOf(field) === value);
}

/** The values of a part of a profile, by field. */
function valuesOf(part: object): object {
  const rows: readonly (readonly [string, Sourced<unknown>])[] = Object.entries(part);
  return Object.fromEntries(rows.map(([field, { value }]) => [field, value]));
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
