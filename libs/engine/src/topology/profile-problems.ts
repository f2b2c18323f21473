import { allProfiles, findProfile, nearestProfileId } from '../catalog/catalog.js';
import type { Profile, ProfileFamily } from '../catalog/profile.js';
import { PROFILE_PARTS, PROFILE_VALUES } from './defined-profile.js';
import { definitionLimitProblems } from './hard-limits.js';
import type { TopologyNode } from './node.js';
import { problem, type Problem } from './problem.js';
import type { ProfileDefinition } from './profile-definition.js';
import type { FindProfile } from './profiles-of.js';

/** What the parts of a topology may name. */
export interface Named {
  readonly nodes: ReadonlyMap<string, TopologyNode>;
  readonly find: FindProfile;
  /** Ids of the topology's own profiles, of those too that are based on nothing. */
  readonly defined: readonly string[];
}

/** Whether the profile that a node names is there, and for nodes of its kind. */
export function profileProblems(node: TopologyNode, pointer: string, named: Named): readonly Problem[] {
  if (node.profile === undefined) return [];
  const profile = named.find(node.profile);
  const at = `${pointer}/profile`;
  if (profile === undefined) return unknownProfile(at, node.profile, `node "${node.id}"`, named);
  if (profile.nodeKinds.includes(node.kind)) return [];
  const fits =
    profile.nodeKinds.length === 0 ? 'a host (give it as host.profile)' : profile.nodeKinds.join(' or ');
  return [
    problem(
      at,
      'profile-does-not-fit',
      node.profile,
      `node "${node.id}" is a ${node.kind}, but profile "${node.profile}" is for ${fits}`,
    ),
  ];
}

/** Whether the profile that a node's host names is there, and an operating system's. */
export function hostProfileProblems(
  id: string | undefined,
  pointer: string,
  nodeId: string,
  named: Named,
): readonly Problem[] {
  if (id === undefined) return [];
  const profile = named.find(id);
  if (profile === undefined) return unknownProfile(pointer, id, `the host of node "${nodeId}"`, named);
  if (profile.family === 'host') return [];
  return [
    problem(
      pointer,
      'profile-does-not-fit',
      id,
      `the host of node "${nodeId}" needs a host profile such as linux or windows; "${id}" is a ${profile.family}`,
    ),
  ];
}

/** Nothing where it is defined: what is wrong then is the definition. */
function unknownProfile(pointer: string, id: string, where: string, { defined }: Named): readonly Problem[] {
  if (defined.includes(id)) return [];
  const nearest = nearestProfileId(id, defined);
  const hint = nearest === undefined ? '`portplan profiles` lists them' : `did you mean "${nearest}"?`;
  const known = `in the catalogue${defined.length === 0 ? '' : " or among the topology's profiles"}`;
  return [
    problem(pointer, 'unknown-profile', id, `${where} names profile "${id}", which is not ${known}; ${hint}`),
  ];
}

/** What is wrong with a profile that a topology defines, whether or not a node names it. */
export function definitionProblems(definition: ProfileDefinition, pointer: string): readonly Problem[] {
  const base = findProfile(definition.basedOn);
  if (base === undefined) return [unknownBase(definition, pointer)];
  return [...strangeParts(definition, base, pointer), ...definitionLimitProblems(definition, base, pointer)];
}

function unknownBase({ id, basedOn }: ProfileDefinition, pointer: string): Problem {
  const nearest = nearestProfileId(basedOn);
  const hint = nearest === undefined ? '`portplan profiles` lists it' : `did you mean "${nearest}"?`;
  return problem(
    `${pointer}/basedOn`,
    'unknown-profile',
    basedOn,
    `profile "${id}" is based on "${basedOn}", which is not in the catalogue; ${hint}`,
  );
}

/** A listener of a NAT gateway would be read by nobody: values belong where some row of the family has them. */
function strangeParts(
  definition: ProfileDefinition,
  { id, family }: Profile,
  pointer: string,
): readonly Problem[] {
  const known = partsOf(family);
  return [...PROFILE_VALUES, ...PROFILE_PARTS].flatMap((part) =>
    definition[part] === undefined || known.includes(part)
      ? []
      : [
          problem(
            `${pointer}/${part}`,
            'profile-does-not-fit',
            definition[part],
            `profile "${definition.id}" gives ${part}, but "${id}" is a ${family} and has none; it may give ${known.join(', ')}`,
          ),
        ],
  );
}

function partsOf(family: ProfileFamily): readonly string[] {
  const rows = allProfiles().filter((profile) => profile.family === family);
  return [...PROFILE_VALUES, ...PROFILE_PARTS].filter((part) =>
    rows.some((profile) => profile[part] !== undefined),
  );
}
