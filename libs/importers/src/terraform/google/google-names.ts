import { googlePath, nameIn, regionOf } from '../../google/google-path.js';
import { textIn } from '../attribute.js';
import type { Inventory } from '../inventory.js';
import { isUnknownAt, linkMany, linkOne, textsAt, type Link, type LinkQuery } from '../link.js';
import type { Resource } from '../resource.js';

/** Attributes with the path of a resource, or of the group that it manages. */
const PATHS = ['id', 'self_link', 'self_link_unique', 'instance_group'] as const;

/**
 * Resources of Google by how others name them: by full URL, by path, or by the name alone, which only the region tells
 * apart. Before apply URLs are unknown, but names are known where they are written down.
 */
export class GoogleNames {
  readonly #byName = new Map<string, Resource[]>();

  constructor(private readonly inventory: Inventory) {
    for (const resource of inventory.all()) {
      if (!resource.type.startsWith('google_')) continue;
      for (const name of new Set([...pathsOf(resource).map(nameIn), textIn(resource.values, 'name') ?? '']))
        this.#add(`${resource.type} ${name}`, resource);
    }
  }

  /** The one resource that an attribute names; no target where there is none or where it cannot be told which. */
  one(resource: Resource, query: LinkQuery): Link {
    return isUnknownAt(resource.unknown, query.path)
      ? linkOne(this.inventory, resource, query)
      : this.#known(resource, query);
  }

  /** All resources that an attribute with a list names. */
  many(resource: Resource, query: LinkQuery): Link {
    return isUnknownAt(resource.unknown, query.path)
      ? linkMany(this.inventory, resource, query)
      : this.#known(resource, query);
  }

  #known(resource: Resource, { path, types }: LinkQuery): Link {
    const texts = textsAt(resource.values, path);
    const found = texts.flatMap((text) => this.#find(types, text, resource) ?? []);
    return {
      targets: [...new Map(found.map((target) => [target.address, target])).values()],
      basis: texts.length === 0 ? 'nothing' : 'id',
      outside: texts.length - found.length,
      candidates: [],
    };
  }

  #find(types: readonly string[], text: string, from: Resource): Resource | null {
    const path = googlePath(text);
    const candidates = types.flatMap((type) => this.#byName.get(`${type} ${nameIn(path)}`) ?? []);
    const fitting = path.includes('/') ? candidates.filter((candidate) => fits(candidate, path)) : candidates;
    const near = fitting.length > 1 ? fitting.filter((candidate) => inOneRegion(candidate, from)) : fitting;
    return near.length === 1 ? (near[0] ?? null) : null;
  }

  #add(key: string, resource: Resource): void {
    const list = this.#byName.get(key);
    if (list === undefined) this.#byName.set(key, [resource]);
    else list.push(resource);
  }
}

function pathsOf({ values }: Resource): readonly string[] {
  return PATHS.flatMap((attribute) => textIn(values, attribute) ?? []).map(googlePath);
}

/** Before apply a resource has no path yet: then its name alone must do. */
function fits(candidate: Resource, path: string): boolean {
  const paths = pathsOf(candidate);
  return paths.length === 0 || paths.some((own) => own === path || own.endsWith(`/${path}`));
}

function inOneRegion(a: Resource, b: Resource): boolean {
  const [first, second] = [regionOfResource(a), regionOfResource(b)];
  return first === null || second === null || first === second;
}

/** The region that a resource says it is in, by region, zone or location; null where it leaves that to its provider. */
export function regionOfResource({ values }: Resource): string | null {
  const location = textIn(values, 'region') ?? textIn(values, 'zone') ?? textIn(values, 'location');
  return location === undefined ? null : regionOf(location);
}
