import type { Bounds } from '../catalog/bounds.js';
import { findProfile } from '../catalog/catalog.js';
import type { FieldLimits, Profile, Sourced } from '../catalog/profile.js';
import { breachOf } from './breach.js';
import { fieldAt } from './field-at.js';
import type { Leg } from './leg.js';
import type { TopologyNode } from './node.js';
import type { Problem } from './problem.js';
import { profileOf } from './resolve.js';

/** An object of a document that a profile's limits are about. */
interface Limited {
  readonly limits: FieldLimits | undefined;
  readonly object: unknown;
  readonly pointer: string;
  /** Whose field it is, for a person: `node "egress"`. */
  readonly owner: string;
  readonly profile: string;
}

/** Values of a node and its host that the provider of its profile refuses, each with the limit and its source. */
export function nodeLimitProblems(node: TopologyNode, pointer: string): readonly Problem[] {
  const profile = profileOf(node);
  const owner = `node "${node.id}"`;
  const own = [profile?.translator, profile?.listener, profile?.firewall].flatMap((part) =>
    part?.limits === undefined || profile === null
      ? []
      : limitProblems({ limits: part.limits, object: node, pointer, owner, profile: profile.id }),
  );
  return [...own, ...hostLimitProblems(node, profile, `${pointer}/host`)];
}

/** Where no host profile is named, what runs there may be anything: only a profile that is named sets limits. */
function hostLimitProblems(node: TopologyNode, profile: Profile | null, pointer: string): readonly Problem[] {
  const host = 'host' in node ? node.host : undefined;
  const named = host?.profile === undefined ? profile : (findProfile(host.profile) ?? null);
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
  nodes: ReadonlyMap<string, TopologyNode>,
): readonly Problem[] {
  const from = nodes.get(leg.from);
  const profile = from === undefined ? null : profileOf(from);
  if (leg.connections === undefined || profile === null) return [];
  return limitProblems({
    limits: profile.pool?.limits,
    object: leg.connections,
    pointer: `${pointer}/connections`,
    owner: `leg "${leg.id}"`,
    profile: profile.id,
  });
}

function limitProblems({ limits = {}, object, pointer, owner, profile }: Limited): readonly Problem[] {
  return Object.entries(limits).flatMap(([field, limit]) => {
    const value = fieldAt(object, field);
    if (value === undefined || !counts(limit.value, object)) return [];
    const breach = breachOf(value, limit, (other) => givenOr(object, other, limits[other]));
    if (breach === null) return [];
    return [
      {
        pointer: `${pointer}/${field.replaceAll('.', '/')}`,
        code: breach.code,
        value: JSON.stringify(value).slice(0, 100),
        message: `${owner} has ${field} ${shown(value)}; ${profile} allows ${breach.allows} (${limit.source}, ${limit.asOf})`,
      },
    ];
  });
}

function counts({ where = {} }: Bounds, object: unknown): boolean {
  return Object.entries(where).every(([field, value]) => fieldAt(object, field) === value);
}

/** What a field is set to; the least that it can be where nothing is given. */
function givenOr(object: unknown, field: string, limit: Sourced<Bounds> | undefined): unknown {
  return fieldAt(object, field) ?? limit?.value.min;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
