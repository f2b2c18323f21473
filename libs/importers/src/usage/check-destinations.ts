import { pathText, type DestinationUsage, type Path, type Usage } from '@portplan/documents';
import type { UsageFinding } from './usage-finding.js';
import type { ImportIndex } from './import-index.js';

interface Mention {
  readonly path: Path;
  readonly destination: DestinationUsage;
}

/** Destinations that are nodes of another kind, and those that are said to have two numbers of endpoints. */
export function destinationProblems(usage: Usage, index: ImportIndex): readonly UsageFinding[] {
  const mentions = mentionsIn(usage);
  return [...mentions.flatMap((mention) => kindFindings(mention, index)), ...endpointFindings(mentions)];
}

function mentionsIn({ defaults = {}, resources = {} }: Usage): readonly Mention[] {
  return Object.entries({ defaults, resources }).flatMap(([section, said]) =>
    Object.entries(said).flatMap(([key, { destinations = [] }]) =>
      destinations.map((destination, place) => ({
        path: [section, key, 'destinations', place],
        destination,
      })),
    ),
  );
}

function kindFindings({ path, destination }: Mention, index: ImportIndex): readonly UsageFinding[] {
  const { name } = destination;
  const kind = index.node(name)?.kind;
  if (kind === undefined || kind === 'external') return [];
  const says = `is "${name}", a ${kind} of the topology; it must be the name of something outside`;
  return [{ path: [...path, 'name'], code: 'conflict', value: name, says }];
}

function endpointFindings(mentions: readonly Mention[]): readonly UsageFinding[] {
  const first = new Map<string, { readonly endpoints: number; readonly path: Path }>();
  return mentions.flatMap(({ path, destination: { name, endpoints } }): readonly UsageFinding[] => {
    if (endpoints === undefined) return [];
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, { endpoints, path });
    if (earlier === undefined || earlier.endpoints === endpoints) return [];
    const says = `is ${String(endpoints)}; it must be ${String(earlier.endpoints)} as in ${pathText([...earlier.path, 'endpoints'])}, since it is the same destination`;
    return [{ path: [...path, 'endpoints'], code: 'inconsistent', value: endpoints, says }];
  });
}
